//! What can stand in the way of a request, in both languages. Codes are stable.

mod access;

use http::StatusCode;
use parcours_kernel::{Language, Problem, Text};

use crate::model::{MAX_LINKS, MAX_STAGES, MAX_TOUCHPOINTS};
use crate::picture::Refused;
pub(crate) use access::*;

pub(crate) fn persona_not_found() -> Problem {
    Problem::not_found(
        "persona_not_found",
        Text::new("There is no such persona, or no longer.", "Ce persona n’existe pas, ou plus."),
    )
}

pub(crate) fn journey_not_found() -> Problem {
    Problem::not_found(
        "journey_not_found",
        Text::new("There is no such journey, or no longer.", "Ce parcours n’existe pas, ou plus."),
    )
}

pub(crate) fn stage_not_found() -> Problem {
    Problem::not_found(
        "stage_not_found",
        Text::new("There is no such stage, or no longer.", "Cette étape n’existe pas, ou plus."),
    )
}

pub(crate) fn touchpoint_not_found() -> Problem {
    Problem::not_found(
        "touchpoint_not_found",
        Text::new(
            "There is no such touchpoint, or no longer.",
            "Ce point de contact n’existe pas, ou plus.",
        ),
    )
}

pub(crate) fn version_not_found() -> Problem {
    Problem::not_found(
        "version_not_found",
        Text::new(
            "This journey has no version with this number.",
            "Ce parcours n’a pas de version portant ce numéro.",
        ),
    )
}

/// A persona of a request that is not there.
pub(crate) fn unknown_persona() -> Problem {
    Problem::invalid(
        "persona_id",
        "persona_not_found",
        Text::new(
            "There is no such persona. Choose another one.",
            "Ce persona n’existe pas. Choisissez-en un autre.",
        ),
    )
}

pub(crate) fn unknown_template(known: &[String]) -> Problem {
    let known = known.join(", ");
    Problem::invalid(
        "template",
        "template_not_found",
        Text::new(
            format!("There is no such template. These exist: {known}."),
            format!("Ce modèle n’existe pas. Voici ceux qui existent\u{202f}: {known}."),
        ),
    )
}

/// `journeys` are the names of some of those that use it.
pub(crate) fn persona_in_use(journeys: &[String]) -> Problem {
    let text = if journeys.is_empty() {
        Text::new(
            "A journey uses this persona. Give that journey another one first.",
            "Un parcours utilise ce persona. Donnez d’abord un autre persona à ce parcours.",
        )
    } else {
        let en: Vec<_> = journeys.iter().map(|name| format!("“{name}”")).collect();
        let fr: Vec<_> = journeys.iter().map(|name| format!("«\u{202f}{name}\u{202f}»")).collect();
        Text::new(
            format!("This persona is used by {}. Give it another one first.", en.join(", ")),
            format!("Ce persona sert à {}. Choisissez-y d’abord un autre persona.", fr.join(", ")),
        )
    };
    Problem::conflict("persona_in_use", text)
}

/// Someone else was faster. `when` follows "on" and "le".
pub(crate) fn touchpoint_conflict(by: &str, when: &Text) -> Problem {
    let (en, fr) = (when.get(Language::En), when.get(Language::Fr));
    Problem::conflict(
        "touchpoint_conflict",
        Text::new(
            format!(
                "{by} changed this touchpoint on {en}. Nothing was overwritten; load it again and repeat your change."
            ),
            format!(
                "{by} a modifié ce point de contact le {fr}. Rien n’a été écrasé\u{202f}; rechargez-le, puis refaites votre modification."
            ),
        ),
    )
}

pub(crate) fn stage_of_another_journey() -> Problem {
    Problem::invalid(
        "stage_id",
        "stage_of_another_journey",
        Text::new(
            "A touchpoint moves within its journey. Choose a stage of the same journey.",
            "Un point de contact se déplace à l’intérieur de son parcours. Choisissez une étape du même parcours.",
        ),
    )
}

/// What lies in a removed journey comes back with the journey.
pub(crate) fn journey_is_removed() -> Problem {
    Problem::conflict(
        "journey_removed_conflict",
        Text::new(
            "Its journey was removed. Restore the journey first.",
            "Son parcours a été supprimé. Restaurez d’abord le parcours.",
        ),
    )
}

pub(crate) fn stage_is_removed() -> Problem {
    Problem::conflict(
        "stage_removed_conflict",
        Text::new(
            "Its stage was removed. Restore the stage first.",
            "Son étape a été supprimée. Restaurez d’abord l’étape.",
        ),
    )
}

pub(crate) fn nothing_to_publish(version: i64) -> Problem {
    Problem::conflict(
        "nothing_to_publish_conflict",
        Text::new(
            format!("Nothing changed since version {version}. It is published already."),
            format!("Rien n’a changé depuis la version {version}. Elle est déjà publiée."),
        ),
    )
}

pub(crate) fn too_many_stages() -> Problem {
    Problem::invalid(
        "stages",
        "too_many",
        Text::new(
            format!("A journey has at most {MAX_STAGES} stages. Split it into several journeys."),
            format!(
                "Un parcours compte au plus {MAX_STAGES} étapes. Répartissez-le en plusieurs parcours."
            ),
        ),
    )
}

pub(crate) fn too_many_touchpoints() -> Problem {
    Problem::invalid(
        "touchpoints",
        "too_many",
        Text::new(
            format!(
                "A journey has at most {MAX_TOUCHPOINTS} touchpoints. Split it into several journeys."
            ),
            format!(
                "Un parcours compte au plus {MAX_TOUCHPOINTS} points de contact. Répartissez-le en plusieurs parcours."
            ),
        ),
    )
}

/// `found` are ids and names of the journeys that a text may mean.
pub(crate) fn ambiguous_journey(text: &str, found: &[(String, String)]) -> Problem {
    let list: Vec<_> = found.iter().map(|(id, name)| format!("{id} ({name})")).collect();
    let list = list.join(", ");
    Problem::conflict(
        "ambiguous_journey",
        Text::new(
            format!("Several journeys are called “{text}”. Name one by its id: {list}."),
            format!(
                "Plusieurs parcours s’appellent «\u{202f}{text}\u{202f}». Désignez-en un par son identifiant\u{202f}: {list}."
            ),
        ),
    )
}

/// A user of a request who is not there.
pub(crate) fn unknown_owner() -> Problem {
    Problem::invalid(
        "owner_id",
        "user_not_found",
        Text::new(
            "There is no such user, or no longer. Choose another one.",
            "Cette personne n’a pas de compte, ou plus. Choisissez-en une autre.",
        ),
    )
}

/// A journey of a request that is not there.
pub(crate) fn unknown_sub_journey() -> Problem {
    Problem::invalid(
        "sub_journey_id",
        "journey_not_found",
        Text::new(
            "There is no such journey, or no longer. Choose another one.",
            "Ce parcours n’existe pas, ou plus. Choisissez-en un autre.",
        ),
    )
}

pub(crate) fn cyclic_sub_journey(name: &str) -> Problem {
    Problem::invalid(
        "sub_journey_id",
        "cyclic_sub_journey",
        Text::new(
            format!(
                "“{name}” leads back to this journey: a journey cannot contain itself. Choose another one."
            ),
            format!(
                "«\u{202f}{name}\u{202f}» ramène à ce parcours\u{202f}: un parcours ne peut pas se contenir lui-même. \
                 Choisissez-en un autre."
            ),
        ),
    )
}

/// `field` is the end of the link that is wrong.
pub(crate) fn link_end_not_found(field: &str) -> Problem {
    Problem::invalid(
        field,
        "touchpoint_not_found",
        Text::new(
            "A link joins two different touchpoints of this journey.",
            "Un lien relie deux points de contact différents de ce parcours.",
        ),
    )
}

pub(crate) fn link_not_found() -> Problem {
    Problem::not_found(
        "link_not_found",
        Text::new("There is no such link, or no longer.", "Ce lien n’existe pas, ou plus."),
    )
}

pub(crate) fn too_many_links() -> Problem {
    Problem::invalid(
        "links",
        "too_many",
        Text::new(
            format!("A journey has {MAX_LINKS} links at most."),
            format!("Un parcours compte {MAX_LINKS} liens au maximum."),
        ),
    )
}

pub(crate) fn refused_picture(why: Refused) -> Problem {
    match why {
        Refused::NotAnImage => not_an_image(),
        Refused::TooManyPixels => too_many_pixels(),
    }
}

pub(crate) fn not_an_image() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "not_an_image",
        Text::new(
            "This file is not a picture that can be shown, or it is damaged. Choose a PNG, JPEG, WebP or GIF file.",
            "Ce fichier n’est pas une image affichable, ou il est abîmé. Choisissez un fichier PNG, JPEG, WebP ou GIF.",
        ),
    )
}

fn too_many_pixels() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "too_many_pixels",
        Text::new(
            "This picture has more than 40 million pixels. Make it smaller, then choose it again.",
            "Cette image dépasse 40 millions de pixels. Réduisez-la, puis choisissez-la de nouveau.",
        ),
    )
}

pub(crate) fn picture_too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "picture_too_large",
        Text::new(
            "A picture weighs 10 MB at most. Make it smaller, then choose it again.",
            "Une image pèse 10 Mo au maximum. Réduisez-la, puis choisissez-la de nouveau.",
        ),
    )
}

pub(crate) fn picture_not_found() -> Problem {
    Problem::not_found(
        "picture_not_found",
        Text::new("There is no such picture.", "Cette image n’existe pas."),
    )
}
