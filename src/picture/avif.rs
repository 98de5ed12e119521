//! Takes the notes out of an AVIF (a file of boxes, ISO/IEC 14496-12, in which items lie, ISO/IEC 23008-12): their bytes
//! become nought, so that nothing else in the file moves. `None` is a file that ends too early.

/// Overwrites the camera's notes and those of whoever edited the picture.
pub(super) fn without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.to_vec();
    let Some(meta) = boxes(bytes, 0)?.into_iter().find(|it| it.name == *b"meta") else { return Some(out) };
    // Behind its name it has a version.
    let parts = boxes(&bytes[..meta.end], meta.start + 4)?;
    let part = |name: &[u8; 4]| parts.iter().find(|it| it.name == *name);
    let (Some(kinds), Some(places)) = (part(b"iinf"), part(b"iloc")) else { return Some(out) };
    let notes = notes(&bytes[..kinds.end], kinds.start)?;
    let data = part(b"idat").map_or(0, |it| it.start);
    let mut places = places_of(&mut Reader { bytes: &bytes[..places.end], at: places.start }, &notes, data)?;
    places.sort_unstable();
    // In a file made to do harm thousands of places overlap.
    let mut done = 0;
    for (start, length) in places {
        // A length of nought reaches to the end of the file.
        let end = if length == 0 { bytes.len() } else { start.checked_add(length)? };
        out.get(start..end)?;
        if end > done {
            out[start.max(done)..end].fill(0);
            done = end;
        }
    }
    Some(out)
}

/// What lies in a box, without its name and size.
struct Content {
    name: [u8; 4],
    start: usize,
    end: usize,
}

/// The boxes from a place to the end.
fn boxes(bytes: &[u8], from: usize) -> Option<Vec<Content>> {
    let mut found = Vec::new();
    let mut reader = Reader { bytes, at: from };
    while reader.at < bytes.len() {
        let first = reader.at;
        let short = reader.number(4)?;
        let name = *bytes.get(reader.at..)?.first_chunk()?;
        reader.at += 4;
        let length = match short {
            0 => bytes.len() - first,
            1 => reader.number(8)?,
            length => length,
        };
        let end = first.checked_add(length).filter(|end| *end <= bytes.len() && *end >= reader.at)?;
        found.push(Content { name, start: reader.at, end });
        reader.at = end;
    }
    Some(found)
}

/// The numbers of the items that are notes: Exif, and text of any kind (XMP).
fn notes(bytes: &[u8], from: usize) -> Option<Vec<usize>> {
    let mut reader = Reader { bytes, at: from };
    let version = reader.version()?;
    reader.number(if version == 0 { 2 } else { 4 })?;
    let mut notes = Vec::new();
    for item in boxes(bytes, reader.at)? {
        let mut item = Reader { bytes: &bytes[..item.end], at: item.start };
        let version = item.version()?;
        let number = item.number(if version > 2 { 4 } else { 2 })?;
        item.number(2)?;
        let kind = item.bytes.get(item.at..)?.first_chunk::<4>();
        if version >= 2 && (kind == Some(b"Exif") || kind == Some(b"mime")) {
            notes.push(number);
        }
    }
    Some(notes)
}

/// Where the bytes of some items lie: start and length. `data` is where those begin that lie among the boxes.
fn places_of(reader: &mut Reader<'_>, items: &[usize], data: usize) -> Option<Vec<(usize, usize)>> {
    let version = reader.version()?;
    let (sizes, more) = (reader.number(1)?, reader.number(1)?);
    let wide = if version < 2 { 2 } else { 4 };
    let mut places = Vec::new();
    for _ in 0..reader.number(wide)? {
        let item = reader.number(wide)?;
        let way = if version > 0 { reader.number(2)? & 15 } else { 0 };
        reader.number(2)?;
        let base = reader.number(more >> 4)?;
        let count = reader.number(2)?;
        // Parts that say neither where they begin nor how long they are would all be the whole file.
        if count > 1 && sizes == 0 {
            return None;
        }
        for _ in 0..count {
            if version > 0 {
                reader.number(more & 15)?;
            }
            let (offset, length) = (reader.number(sizes >> 4)?, reader.number(sizes & 15)?);
            let from = if way == 1 { data } else { 0 };
            if items.contains(&item) {
                places.push((from.checked_add(base)?.checked_add(offset)?, length));
            }
        }
    }
    Some(places)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// A number of so many bytes, the largest first; none is nought.
    fn number(&mut self, length: usize) -> Option<usize> {
        let bytes = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        bytes.iter().try_fold(0_usize, |number, byte| Some(number.checked_mul(256)? | usize::from(*byte)))
    }

    /// The version of a box, before what lies in it.
    fn version(&mut self) -> Option<usize> {
        let version = self.number(1)?;
        self.number(3)?;
        Some(version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes()[..], name, content].concat()
    }

    /// A file whose first item is the picture and whose others are notes, one of them among the boxes.
    fn file() -> Vec<u8> {
        let item = |number: u8, kind: &[u8; 4]| {
            boxed(b"infe", &[&[2, 0, 0, 0, 0, number, 0, 0][..], kind, b"\0"].concat())
        };
        let items = [item(1, b"av01"), item(2, b"Exif"), item(3, b"mime")].concat();
        let iinf = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 3][..], &items].concat());
        let idat = boxed(b"idat", b"<x:xmp/>");
        let place = |number: u8, way: u8, offset: u32, length: u32| {
            let start = [0, number, 0, way, 0, 0, 0, 1];
            [&start[..], &offset.to_be_bytes(), &length.to_be_bytes()].concat()
        };
        let meta = |offset: u32| {
            let places = [place(1, 0, offset, 6), place(2, 0, offset + 6, 8), place(3, 1, 0, 8)].concat();
            let iloc = boxed(b"iloc", &[&[1, 0, 0, 0, 0x44, 0, 0, 3][..], &places].concat());
            boxed(b"meta", &[&[0, 0, 0, 0][..], &iinf, &iloc, &idat].concat())
        };
        let head = boxed(b"ftyp", b"avif");
        let offset = head.len() + meta(0).len() + 8;
        let data = boxed(b"mdat", b"pixelsLat 1.5N");
        [head, meta(u32::try_from(offset).unwrap()), data].concat()
    }

    fn holds(bytes: &[u8], text: &[u8]) -> bool {
        bytes.windows(text.len()).any(|window| window == text)
    }

    #[test]
    fn notes_are_gone_and_pixels_stay() {
        let (before, after) = (file(), without_notes(&file()).unwrap());
        assert!(holds(&before, b"Lat 1.5N") && holds(&before, b"<x:xmp/>"));
        assert!(!holds(&after, b"Lat") && !holds(&after, b"xmp") && holds(&after, b"pixels\0\0\0"));
        assert_eq!(before.len(), after.len());
    }

    #[test]
    fn places_that_overlap_a_thousand_times_cost_no_more_than_the_file() {
        let infe = boxed(b"infe", b"\x02\0\0\0\0\x02\0\0Exif\0");
        let iinf = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &infe].concat());
        let iloc = |sizes: u8, part: &[u8]| {
            let items = [&[0, 2, 0, 0, 0xFF, 0xFF][..], &part.repeat(0xFFFF)].concat().repeat(4);
            boxed(b"iloc", &[&[0, 0, 0, 0, sizes, 0, 0, 4][..], &items].concat())
        };
        let meta = |iloc: &[u8]| boxed(b"meta", &[&[0, 0, 0, 0][..], &iinf, iloc].concat());
        let file = |iloc: &[u8]| [boxed(b"ftyp", b"avif"), meta(iloc)].concat();
        assert!(without_notes(&file(&iloc(0, &[]))).is_none());
        let overlapping = without_notes(&file(&iloc(0x40, &[0, 0, 0, 9]))).unwrap();
        assert!(overlapping[9..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn a_file_that_ends_too_early_is_none() {
        let whole = file();
        let cut = whole.len() - 3;
        assert!(without_notes(&whole[..cut]).is_none());
        (0..whole.len()).for_each(|end| drop(without_notes(&whole[..end])));
    }
}
