//! Pictures on their way from the author's folder to a page.
#![allow(clippy::unwrap_used)]

mod digest;

use std::fs;
use std::io::Cursor;

use digest::html::nodes;
use digest::serve::Preview;
use digest::{Folder, article};
use image::{ImageFormat, RgbImage};

const PAGE: &str = "2018/02/19/a/index.html";

fn folder() -> Folder {
    let text = article(
        "2018-02-19-a.md",
        "title: A\nimage: { file: a photo.jpg, alt: A wide photo, credit: Somebody }",
        "![In the text](a%20photo.jpg)",
    );
    let folder = Folder::new(&text);
    folder.write("content/articles/a photo.jpg", photo());
    folder
}

fn photo() -> Vec<u8> {
    let pixels = RgbImage::from_fn(1200, 600, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let mut photo = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut photo), ImageFormat::Jpeg).unwrap();
    photo
}

#[test]
fn a_page_offers_the_widths_and_says_the_size() {
    let folder = folder();
    let built = folder.published(&[]);
    let page = nodes(&folder.page(PAGE));
    let pictures: Vec<_> = page.iter().filter(|node| node.opens("img")).collect();
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        assert_eq!((picture.attribute("width"), picture.attribute("height")), (Some("1200"), Some("600")));
        let set = picture.attribute("srcset").unwrap();
        let urls = set.split(", ").map(|part| part.split_once(' ').unwrap());
        for ((url, width), wide) in urls.zip([480, 960, 1200]) {
            assert_eq!(width, format!("{wide}w"));
            let name = url.trim_start_matches('/').replace("%20", " ");
            let size = image::load_from_memory(&built[&name]).unwrap();
            assert_eq!((size.width(), size.height()), (wide, wide / 2), "{url}");
        }
    }
}

#[test]
fn a_picture_named_from_the_root_is_shown() {
    let text =
        article("2018-02-19-a.md", "title: A\nimage: { file: /img/b.jpg, alt: B }", "![B](/img/b.jpg)");
    let folder = Folder::new(&text);
    let preview = Preview::of(&folder, &[]);
    folder.write("static/root/img/b.jpg", photo());
    let built = folder.published(&[]);
    let page = nodes(&folder.page(PAGE));
    let pictures: Vec<_> = page.iter().filter(|node| node.opens("img")).collect();
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        let url = picture.attribute("src").unwrap();
        assert!(built.contains_key(url.trim_start_matches('/')), "{url}");
        assert_eq!(picture.attribute("width"), Some("1200"));
        preview.until("the picture is there", |preview| preview.get(url).status == 200);
    }
}

#[test]
fn the_preview_answers_the_copies_of_a_build() {
    let folder = folder();
    let built = folder.published(&[]);
    fs::remove_dir_all(folder.at(".dateline")).unwrap();
    let preview = Preview::of(&folder, &[]);
    let copies: Vec<&String> = built.keys().filter(|name| name.ends_with(".jpg")).collect();
    assert_eq!(copies.len(), 3);
    for name in copies {
        let answer = preview.get(&format!("/{}", name.replace(' ', "%20")));
        assert!(answer.status == 200 && answer.body == built[name], "{name}: {}", answer.status);
    }
}

#[test]
fn a_copy_is_made_once_and_where_nothing_can_be_written_each_time() {
    let folder = folder();
    let first = folder.published(&[]);
    let cache = || fs::read_dir(folder.at(".dateline/pictures")).unwrap().count();
    assert_eq!((cache(), folder.at(".dateline/.gitignore").exists()), (3, true));
    assert_eq!(folder.published(&[]), first);
    assert_eq!(cache(), 3);
    fs::remove_dir_all(folder.at(".dateline")).unwrap();
    folder.write(".dateline", "in the way");
    fs::remove_dir_all(folder.output()).unwrap();
    assert_eq!(folder.published(&[]), first);
}

#[test]
fn a_photo_that_is_cut_off_stops_the_build() {
    let folder = folder();
    let before = folder.published(&[]);
    let photo = fs::read(folder.at("content/articles/a photo.jpg")).unwrap();
    folder.write("content/articles/a photo.jpg", &photo[..photo.len() - 200]);
    let run = folder.build(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("error[bad-image]") && run.err.contains("a photo.jpg"), "{}", run.err);
    assert_eq!(digest::tree(&folder.output()), before);
}
