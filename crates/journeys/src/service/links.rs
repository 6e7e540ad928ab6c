//! Links of a journey.

use parcours_access::Actor;
use parcours_kernel::Problem;
use serde_json::json;

use super::{Entry, Journeys};
use crate::model::{
    Checks, JourneyId, Link, LinkId, MAX_LINKS, NewLink, Translations, check_translations,
    merge_translations,
};
use crate::{problems, store};

impl Journeys {
    /// Draws a link; one that is there already stays as it is, with the new label.
    pub async fn add_link(
        &self,
        journey: JourneyId,
        new: NewLink,
        actor: &Actor,
    ) -> Result<Link, Problem> {
        let NewLink { from, to, mut label, translations } = new;
        let mut checks = Checks::default();
        checks.label("label", &mut label);
        check_translations(&translations, &mut checks);
        checks.finish()?;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        if edit.journey.touchpoint(from).is_none() {
            return Err(problems::link_end_not_found("from"));
        }
        if edit.journey.touchpoint(to).is_none() || from == to {
            return Err(problems::link_end_not_found("to"));
        }
        let mut links = store::journeys::links(edit.work.conn(), journey).await?;
        let known = links.iter_mut().find(|link| (link.from, link.to) == (from, to));
        let link = match known {
            Some(link) => {
                link.label = label;
                merge_translations(&mut link.translations, translations);
                link.clone()
            }
            None => {
                let id = LinkId::new(&self.env);
                let mut link = Link { id, from, to, label, translations: Translations::new() };
                merge_translations(&mut link.translations, translations);
                links.push(link.clone());
                link
            }
        };
        if links.len() > MAX_LINKS {
            return Err(problems::too_many_links());
        }
        store::journeys::set_links(&edit.work, journey, &links).await?;
        let name = edit.journey.name.clone();
        let changes = json!({ "from": from, "to": to, "label": link.label, "translations": link.translations });
        let entry =
            Entry { action: "link.drawn", entity: link.id.to_string(), name: &name, changes };
        edit.finish(entry).await?;
        Ok(link)
    }

    /// Removes a link.
    pub async fn remove_link(
        &self,
        journey: JourneyId,
        id: LinkId,
        actor: &Actor,
    ) -> Result<(), Problem> {
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        let mut links = store::journeys::links(edit.work.conn(), journey).await?;
        let place = links.iter().position(|link| link.id == id);
        let gone = links.remove(place.ok_or_else(problems::link_not_found)?);
        store::journeys::set_links(&edit.work, journey, &links).await?;
        let name = edit.journey.name.clone();
        let changes = json!({ "from": gone.from, "to": gone.to });
        let entry = Entry { action: "link.removed", entity: id.to_string(), name: &name, changes };
        edit.finish(entry).await?;
        Ok(())
    }
}
