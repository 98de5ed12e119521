//! Takes out of a picture's file what is not the picture: the camera's notes, where it was, who edited it. The pixels
//! stay as they are coded. `None` is a file that ends too early.

/// Keeps the frame, the colours and the pixels of a JPEG.
pub fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if bytes[at] != 0xFF {
            return None;
        }
        match marker {
            // Fill bytes.
            0xFF => at += 1,
            END => {
                out.extend([0xFF, END]);
                // What comes behind is another picture, or nobody knows what.
                return Some(out);
            }
            _ => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                // The length counts its own two bytes.
                let mut end = at + 2 + Some(length).filter(|length| *length >= 2)?;
                if marker == SCAN {
                    end = scan_end(bytes, end)?;
                }
                let segment = bytes.get(at..end)?;
                // JFIF, a colour profile, Adobe's note on how colours are coded.
                let is_needed = !matches!(marker, 0xE0..=0xEF | 0xFE)
                    || matches!(marker, 0xE0 | 0xEE)
                    || (marker == 0xE2 && segment[4..].starts_with(b"ICC_PROFILE\0"));
                if is_needed {
                    out.extend(segment);
                }
                at = end;
            }
        }
    }
}

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// Where the pixels of a scan end: at the next marker that is no restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// Keeps all of a PNG but its texts, its time and the camera's notes.
pub fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?) as usize;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name = &chunk[4..8];
        if ![&b"tEXt"[..], b"zTXt", b"iTXt", b"eXIf", b"tIME"].contains(&name) {
            out.extend(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at += chunk.len();
    }
}

/// Keeps all of a WebP but the camera's notes.
pub fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?) as usize;
    let bytes = bytes.get(..length.checked_add(8)?)?;
    let mut out = bytes.get(..12)?.to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let length = u32::from_le_bytes(*bytes.get(at + 4..)?.first_chunk()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?;
        let chunk = bytes.get(at..(end + length % 2).min(bytes.len())).filter(|_| end <= bytes.len())?;
        match &chunk[..4] {
            b"EXIF" | b"XMP " => {}
            b"VP8X" => {
                let flags = out.len() + 8;
                out.extend(chunk);
                // Nor does it say that there are any.
                *out.get_mut(flags)? &= !0b0000_1100;
            }
            _ => out.extend(chunk),
        }
        at += chunk.len();
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}

/// Keeps all of a GIF but its comments and what an editing program says of it.
pub fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let first = at;
        let (head, is_private) = match *bytes.get(at)? {
            // The end; what comes behind nobody knows.
            0x3B => {
                out.push(0x3B);
                return Some(out);
            }
            // A frame: its place, its colours, and how its pixels are coded.
            0x2C => (11 + colours(*bytes.get(at + 9)?), false),
            0x21 => {
                let xmp = bytes.get(at + 1..)?.starts_with(b"\xFF\x0BXMP Data");
                (2, xmp || bytes.get(at + 1) == Some(&0xFE))
            }
            _ => return None,
        };
        at += head;
        // Blocks of at most 255 bytes, until an empty one.
        while let length @ 1.. = usize::from(*bytes.get(at)?) {
            at += 1 + length;
        }
        at += 1;
        let block = bytes.get(first..at)?;
        if !is_private {
            out.extend(block);
        }
    }
}
