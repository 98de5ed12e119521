//! Pictures: what is known of one from its beginning, and copies of it that are smaller and tell nothing private. The only
//! module that knows how pictures are coded. Never knows who shows one.

mod avif;
mod cache;
mod strip;

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::imageops::FilterType as Filter;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder};

pub use cache::Cache;

/// What is known of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels from side to side, when it stands upright.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// How it is coded.
    pub kind: Kind,
}

/// How a picture is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A drawing, a chart, a screenshot.
    Png,
    /// Either; only what is private is taken out.
    WebP,
    /// Likewise.
    Avif,
    /// Likewise: it may move.
    Gif,
    /// Published as it is.
    Other,
}

/// Widths of the smaller copies; whoever shows a picture picks one.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// The widest that is published.
const WIDEST: u32 = 1920;
/// A picture of more pixels would take a gigabyte of memory to make smaller.
pub const MOST_PIXELS: u64 = 100_000_000;
/// What stands before a picture's size: the camera's notes, a thumbnail, a colour profile.
const HEAD: u64 = 512 << 10;
const QUALITY: u8 = 82;

impl Picture {
    /// Whether it is too large to be worked with.
    pub fn is_too_large(&self) -> bool {
        u64::from(self.width) * u64::from(self.height) > MOST_PIXELS
    }

    /// The widths in which it is published, the largest last.
    pub fn widths(&self) -> Vec<u32> {
        let largest = match self.kind {
            Kind::Jpeg | Kind::Png => self.width.min(WIDEST),
            Kind::WebP | Kind::Avif | Kind::Gif | Kind::Other => return vec![self.width],
        };
        WIDTHS.into_iter().filter(|width| *width < largest).chain([largest]).collect()
    }

    /// Its height at a width.
    pub fn height_at(&self, width: u32) -> u32 {
        let (full, height) = (u64::from(self.width), u64::from(self.height));
        u32::try_from((height * u64::from(width) + full / 2) / full.max(1)).unwrap_or(u32::MAX).max(1)
    }
}

/// Looks at the beginning of a file; `None` if it is no picture of a known kind.
pub fn look(file: &Path) -> io::Result<Option<Picture>> {
    let mut head = Vec::new();
    File::open(file)?.take(HEAD).read_to_end(&mut head)?;
    Ok(look_at(&head))
}

fn look_at(head: &[u8]) -> Option<Picture> {
    let size = imagesize::blob_size(head).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let kind = match imagesize::image_type(head).ok()? {
        imagesize::ImageType::Jpeg => Kind::Jpeg,
        imagesize::ImageType::Png => Kind::Png,
        imagesize::ImageType::Webp => Kind::WebP,
        imagesize::ImageType::Gif => Kind::Gif,
        imagesize::ImageType::Heif(imagesize::Compression::Av1) => Kind::Avif,
        _ => Kind::Other,
    };
    let lies = kind == Kind::Jpeg && orientation(head).is_some_and(lies_on_its_side);
    let (width, height) = if lies { (height, width) } else { (width, height) };
    Some(Picture { width, height, kind }).filter(|_| width > 0 && height > 0)
}

fn orientation(jpeg: &[u8]) -> Option<Orientation> {
    JpegDecoder::new(Cursor::new(jpeg)).ok()?.orientation().ok()
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// A copy of a picture, upright, `width` pixels wide, without the camera's notes. What is neither narrower nor turned
/// keeps its pixels as they are coded. `Err` says what is wrong with the picture.
pub fn resized(bytes: &[u8], width: u32) -> Result<Vec<u8>, String> {
    let picture = look_at(bytes).ok_or("this is no picture")?;
    if picture.is_too_large() {
        return Err("this picture is too large".to_string());
    }
    let turned = match picture.kind {
        Kind::Jpeg => orientation(bytes).unwrap_or(Orientation::NoTransforms),
        _ => Orientation::NoTransforms,
    };
    let clean = match picture.kind {
        Kind::Jpeg => strip::jpeg(bytes),
        Kind::Png => strip::png(bytes),
        Kind::WebP => strip::webp(bytes),
        Kind::Avif => avif::without_notes(bytes),
        Kind::Gif => strip::gif(bytes),
        Kind::Other => Some(bytes.to_vec()),
    };
    let clean = clean.ok_or("this picture is cut off: its end is missing")?;
    if width >= picture.width && turned == Orientation::NoTransforms {
        return Ok(clean);
    }
    let broken = |error: image::ImageError| format!("this picture cannot be read: {error}");
    let (profile, mut pixels) = match picture.kind {
        Kind::Jpeg => decode(JpegDecoder::new(Cursor::new(&clean)).map_err(broken)?).map_err(broken)?,
        _ => decode(PngDecoder::new(Cursor::new(&clean)).map_err(broken)?).map_err(broken)?,
    };
    pixels.apply_orientation(turned);
    if width < picture.width {
        pixels = pixels.resize_exact(width, picture.height_at(width), Filter::Lanczos3);
    }
    let mut coded = Vec::new();
    if picture.kind == Kind::Jpeg {
        let pixels = DynamicImage::from(pixels.into_rgb8());
        encode(JpegEncoder::new_with_quality(&mut coded, QUALITY), profile, &pixels).map_err(broken)?;
    } else {
        let encoder = PngEncoder::new_with_quality(&mut coded, CompressionType::Best, FilterType::Adaptive);
        encode(encoder, profile, &pixels).map_err(broken)?;
    }
    Ok(coded)
}

/// The colour profile, without which colours would be others, and the pixels.
fn decode(mut decoder: impl ImageDecoder) -> image::ImageResult<(Option<Vec<u8>>, DynamicImage)> {
    let profile = decoder.icc_profile()?;
    Ok((profile, DynamicImage::from_decoder(decoder)?))
}

fn encode(
    mut encoder: impl ImageEncoder,
    profile: Option<Vec<u8>>,
    pixels: &DynamicImage,
) -> image::ImageResult<()> {
    if let Some(profile) = profile {
        // A coder that has no room for one does without.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder.write_image(pixels.as_bytes(), pixels.width(), pixels.height(), pixels.color().into())
}

#[cfg(test)]
mod tests;
