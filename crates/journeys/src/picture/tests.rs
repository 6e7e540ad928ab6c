//! What is taken, what is refused, and what is left of a picture.

use image::{Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// A picture that no encoder makes trivially small.
fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, ((x ^ y) % 256) as u8])
    })
}

pub(crate) fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with the place and the orientation that a telephone writes: on its side.
fn photograph() -> Vec<u8> {
    let mut bytes = encoded(&drawing(300, 200).into(), ImageFormat::Jpeg);
    // TIFF, big-endian, one entry: 0x0112 (orientation), SHORT, 6 (a quarter turn); then the place.
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 48.8584 N 2.2945 E");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xFF, 0xE1][..], &length, &exif].concat();
    bytes.splice(2..2, segment);
    bytes
}

#[test]
fn a_photograph_loses_where_it_was_taken_and_stands_upright() {
    let bytes = photograph();
    assert!(bytes.windows(3).any(|part| part == b"GPS"));
    let kept = prepare(&bytes).unwrap();
    assert_eq!((kept.media_type, kept.width, kept.height), ("image/jpeg", 200, 300));
    assert!(!kept.bytes.windows(3).any(|part| part == b"GPS"));
    assert!(!kept.bytes.windows(4).any(|part| part == b"Exif"));
    assert_eq!(prepare(&bytes).unwrap(), kept, "the same picture gives the same bytes");
}

#[test]
fn a_large_picture_is_made_smaller_in_its_proportions() {
    let kept = prepare(&encoded(&drawing(2000, 500).into(), ImageFormat::Png)).unwrap();
    assert_eq!((kept.media_type, kept.width, kept.height), ("image/jpeg", 1600, 400));
    let kept = prepare(&encoded(&drawing(20, 10).into(), ImageFormat::Png)).unwrap();
    assert_eq!((kept.width, kept.height), (20, 10), "a small one is not blown up");
}

#[test]
fn what_shines_through_goes_on_doing_so() {
    let seen_through = RgbaImage::from_pixel(30, 20, Rgba([200, 10, 10, 120]));
    let kept = prepare(&encoded(&seen_through.into(), ImageFormat::Png)).unwrap();
    assert_eq!(kept.media_type, "image/png");
    let back = image::load_from_memory(&kept.bytes).unwrap().to_rgba8();
    assert_eq!(back.get_pixel(3, 3).0, [200, 10, 10, 120]);
    let opaque = RgbaImage::from_pixel(30, 20, Rgba([200, 10, 10, 255]));
    let kept = prepare(&encoded(&opaque.into(), ImageFormat::Png)).unwrap();
    assert_eq!(kept.media_type, "image/jpeg");
}

#[test]
fn every_format_that_browsers_paste_is_read() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let kept = prepare(&encoded(&drawing(40, 30).into(), format));
        assert_eq!(kept.map(|kept| (kept.width, kept.height)), Ok((40, 30)), "{format:?}");
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    for bytes in [&b""[..], b"hello", svg, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF"] {
        assert_eq!(prepare(bytes), Err(Refused::NotAnImage), "{bytes:?}");
    }
}

#[test]
fn half_a_picture_is_refused() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = encoded(&drawing(200, 200).into(), format);
        for share in [3, 5, 9] {
            let half = &whole[..whole.len() * share / 10];
            assert_eq!(prepare(half), Err(Refused::NotAnImage), "{share}/10 of {format:?}");
        }
    }
}

#[test]
fn a_bomb_is_refused_by_its_head() {
    // 60,000 × 60,000 pixels said in the head of a file of some hundred bytes.
    let mut bomb = encoded(&drawing(1, 1).into(), ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(prepare(&bomb), Err(Refused::TooManyPixels));
    // Just past what is taken, and true to its word.
    let wide = encoded(&RgbImage::new(20_001, 2_000).into(), ImageFormat::Png);
    assert!(wide.len() < MAX_BYTES);
    assert_eq!(prepare(&wide), Err(Refused::TooManyPixels));
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 }
        })
    })
}
