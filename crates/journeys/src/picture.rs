//! Uploaded pictures: read under limits, made smaller, written anew.
//!
//! What comes in is decoded to pixels and encoded again, so that nothing else of it survives: no
//! place where it was taken, no camera's name, no script, no second file hidden behind the first.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use parcours_kernel::prefixed_id;
use serde::Serialize;
use utoipa::ToSchema;

prefixed_id!(
    /// Names an uploaded picture.
    PictureId,
    "pic"
);

/// Bytes a picture may have when it arrives.
pub(crate) const MAX_BYTES: usize = 10 << 20;
/// Pixels it may have: what a good camera makes, and 160 MB once decoded.
const MAX_PIXELS: u64 = 40_000_000;
/// Bytes that decoding may take: the pixels in their widest form, and the decoder's own.
const MAX_MEMORY: u64 = 400 << 20;
/// The longest side that is kept: a key moment fills a screen, not a wall.
const LONGEST_SIDE: u32 = 1600;
const JPEG_QUALITY: u8 = 85;

/// A picture that was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Picture {
    /// Its id.
    pub id: PictureId,
    /// Where it is: what the address of a key moment or of a persona's picture may be.
    pub address: String,
    /// Its width in pixels, as stored.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// A picture as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureContent {
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// A picture as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prepared {
    pub(crate) media_type: &'static str,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: Vec<u8>,
}

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is no picture that is known here, or a broken one.
    NotAnImage,
    /// It has too many pixels.
    TooManyPixels,
}

/// Reads a picture and makes what is stored of it: at most 1600 pixels a side, upright, PNG where
/// something shines through and JPEG otherwise. Of a moving picture, its first moment.
pub(crate) fn prepare(bytes: &[u8]) -> Result<Prepared, Refused> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Refused::NotAnImage)?;
    if reader.format() == Some(ImageFormat::Jpeg) && !is_whole_jpeg(bytes) {
        return Err(Refused::NotAnImage);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    // Told by the head of the file, before any pixel is unpacked.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refused::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(|error| refused(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    if width.max(height) > LONGEST_SIDE {
        picture = picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::CatmullRom);
    }
    picture.apply_orientation(orientation);
    encode(&picture).map_err(|error| refused(&error))
}

fn encode(picture: &DynamicImage) -> Result<Prepared, ImageError> {
    let mut bytes = Vec::new();
    let media_type = if shines_through(picture) {
        picture.to_rgba8().write_with_encoder(PngEncoder::new(&mut bytes))?;
        "image/png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        picture.to_rgb8().write_with_encoder(encoder)?;
        "image/jpeg"
    };
    Ok(Prepared { media_type, width: picture.width(), height: picture.height(), bytes })
}

fn shines_through(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

fn refused(error: &ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::NotAnImage,
    }
}

/// Whether a JPEG has its end. Decoders fill what is missing with grey and say nothing; within the
/// pixels, the mark of the end cannot occur by chance.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    // Segments before the pixels, which may hold whole pictures of their own.
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        at += 2 + length;
        if *marker == 0xDA {
            break;
        }
    }
    bytes.get(at..).is_some_and(|rest| rest.windows(2).any(|pair| pair == [0xFF, 0xD9]))
}

#[cfg(test)]
pub(crate) mod tests;
