//! The pictures of Foulée's maps and personas: drawn for this project by
//! `web/app/scripts/foulee`, small enough to come with the program.
//!
//! The maps name them by an address of their own, `/foulee/search.webp`, which the loader replaces by
//! where the picture was put. To add one: its scene in the script, `npm run foulee`, its line here.

macro_rules! pictures {
    ($($name:literal,)*) => {
        [$((
            concat!("/foulee/", $name, ".webp"),
            include_bytes!(concat!("pictures/", $name, ".webp")).as_slice(),
        ),)*]
    };
}

/// Each by the address that the maps give it.
pub(crate) const PICTURES: [(&str, &[u8]); 30] = pictures![
    "basket",
    "chat",
    "diary",
    "dispatch",
    "first-run",
    "friend",
    "gait",
    "headset",
    "label",
    "mail",
    "order",
    "pair",
    "payment",
    "plan",
    "product",
    "relay",
    "reminder",
    "review",
    "road",
    "same",
    "search",
    "share",
    "shelf",
    "sizes",
    "sunday",
    "unboxing",
    "video",
    "worn",
    "portrait-camille",
    "portrait-karim",
];
