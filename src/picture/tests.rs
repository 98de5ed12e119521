use image::{ImageFormat, RgbImage};
use std::io::Cursor;

use super::*;

/// Red on the left, blue on the right, with a camera's notes that say where it was and how it was held.
fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, _| {
        image::Rgb(if x < width / 2 { [250, 10, 10] } else { [10, 10, 250] })
    });
    let mut plain = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut plain), ImageFormat::Jpeg).unwrap();
    let mut notes = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    notes.extend([orientation, 0, 0, 0, 0, 0, 0]);
    notes.extend(b"GPS 33.7 N 73.0 E");
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(u16::try_from(notes.len() + 2).unwrap().to_be_bytes());
    bytes.extend(notes);
    bytes.extend(&plain[2..]);
    bytes
}

fn tells(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn a_copy_is_smaller_and_says_nothing_private() {
    let photo = photo(1000, 500, 1);
    assert!(tells(&photo, b"GPS"));
    let picture = look_at(&photo).unwrap();
    assert_eq!((picture.widths(), picture.height_at(480)), (vec![480, 960, 1000], 240));
    for width in picture.widths() {
        let copy = resized(&photo, width).unwrap();
        assert!(!tells(&copy, b"GPS") && !tells(&copy, b"Exif"));
        let copy = look_at(&copy).unwrap();
        assert_eq!((copy.width, copy.height), (width, picture.height_at(width)));
    }
}

#[test]
fn a_photo_that_lies_on_its_side_is_put_upright() {
    // "Rotate by 90 degrees to the right": what lies left is up.
    let photo = photo(100, 60, 6);
    let picture = look_at(&photo).unwrap();
    assert_eq!((picture.width, picture.height), (60, 100));
    let copy = image::load_from_memory(&resized(&photo, 60).unwrap()).unwrap().into_rgb8();
    assert_eq!(copy.dimensions(), (60, 100));
    assert!(copy.get_pixel(30, 5)[0] > 200 && copy.get_pixel(30, 95)[2] > 200);
}

#[test]
fn a_picture_that_is_cut_off_is_refused_wherever_it_is() {
    let mut drawing = Vec::new();
    RgbImage::new(40, 30).write_to(&mut Cursor::new(&mut drawing), ImageFormat::Png).unwrap();
    let mut web = Vec::new();
    RgbImage::new(40, 30).write_to(&mut Cursor::new(&mut web), ImageFormat::WebP).unwrap();
    for whole in [photo(200, 100, 1), drawing, web] {
        let width = look_at(&whole).unwrap().width;
        assert!(resized(&whole, width).is_ok());
        for end in 0..whole.len() {
            assert!(resized(&whole[..end], width).is_err(), "{end} of {}", whole.len());
        }
    }
}

#[test]
fn a_segment_without_a_length_is_refused() {
    for length in [0_u8, 1] {
        let bytes = [&[0xFF, 0xD8, 0xFF, 0xE2, 0, length][..], &[0; 40]].concat();
        assert_eq!(super::strip::jpeg(&bytes), None);
    }
}

#[test]
fn a_drawing_loses_its_texts_and_keeps_its_pixels() {
    let mut drawing = Vec::new();
    let pixels = RgbImage::from_fn(600, 300, |x, y| image::Rgb([x as u8, y as u8, 7]));
    pixels.write_to(&mut Cursor::new(&mut drawing), ImageFormat::Png).unwrap();
    let text = b"\0\0\0\x09tEXtAuthor\0me\0\0\0\0";
    let with_text = [&drawing[..33], text, &drawing[33..]].concat();
    assert_eq!(resized(&with_text, 600).unwrap(), drawing);
    assert_eq!(look_at(&resized(&with_text, 480).unwrap()).unwrap().height, 240);
}

#[test]
fn a_gif_keeps_its_frames_and_loses_its_comments() {
    // One pixel by one, two colours; a comment before its only frame.
    let comment = b"\x21\xFE\x05Paris\0";
    let frame = b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
    let whole = [&head[..], comment, frame, b"\x3B", b"behind"].concat();
    let clean = resized(&whole, 1).unwrap();
    assert_eq!(clean, [&head[..], frame, b"\x3B"].concat());
    for end in 0..whole.len() - b"\x3Bbehind".len() {
        assert!(resized(&whole[..end], 1).is_err(), "cut off after {end} bytes");
    }
}
