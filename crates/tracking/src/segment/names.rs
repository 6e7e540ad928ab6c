//! From the names of SDK calls to kinds: `Order Completed` is `order_completed`.

/// Names of the first version of the e-commerce plan, and what its second version calls them.
const RENAMED: [(&str, &str); 9] = [
    ("viewed_product", "product_viewed"),
    ("viewed_product_category", "product_list_viewed"),
    ("added_product", "product_added"),
    ("removed_product", "product_removed"),
    ("completed_order", "order_completed"),
    ("viewed_checkout_step", "checkout_step_viewed"),
    ("completed_checkout_step", "checkout_step_completed"),
    ("viewed_promotion", "promotion_viewed"),
    ("clicked_promotion", "promotion_clicked"),
];

/// The kind that a track call's name stands for. Names that have no letter or digit stay as they are.
pub(crate) fn kind_of(event: &str) -> String {
    let snake = snake(event);
    if snake.is_empty() {
        return event.trim().to_owned();
    }
    RENAMED.iter().find(|(old, _)| *old == snake).map_or(snake, |(_, new)| (*new).to_owned())
}

/// Words in lower case, joined by `_`. A word ends at what is no letter or digit, and where a
/// capital begins a new one (`orderCompleted`, `FAQViewed`).
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut before: Option<char> = None;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\'' || letter == '’' {
            continue;
        }
        if !letter.is_alphanumeric() {
            before = None;
            continue;
        }
        let begins = match before {
            None => true,
            Some(before) if letter.is_uppercase() => {
                !before.is_uppercase() || letters.peek().is_some_and(|next| next.is_lowercase())
            }
            Some(_) => false,
        };
        if begins && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
        before = Some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_names_of_the_e_commerce_plan() {
        for (event, kind) in [
            ("Order Completed", "order_completed"),
            ("Products Searched", "products_searched"),
            ("Live Chat Message Sent", "live_chat_message_sent"),
            ("Email Link Clicked", "email_link_clicked"),
            ("Viewed Product Category", "product_list_viewed"),
            ("order_completed", "order_completed"),
            ("orderCompleted", "order_completed"),
            ("FAQViewed", "faq_viewed"),
            ("Step 2 - Done!", "step_2_done"),
            ("Commande terminée", "commande_terminée"),
            ("Product's Size", "products_size"),
            ("$pageview", "pageview"),
            ("…", "…"),
        ] {
            assert_eq!(kind_of(event), kind, "{event}");
        }
    }

    proptest! {
        #[test]
        fn a_kind_is_its_own_kind(event in "[A-Za-zÀ-ÖØ-ö0-9 _’-]{0,30}") {
            let kind = snake(&event);
            prop_assert_eq!(snake(&kind), kind.clone());
        }
    }
}
