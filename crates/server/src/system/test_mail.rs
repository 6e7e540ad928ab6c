//! Whether mail arrives.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Can;
use parcours_access::{ManageSystem, SignedIn};
use parcours_kernel::{Problem, ProblemBody, Text};
use parcours_outbound::MailError;

use super::Api;

/// Sends a mail to oneself, over the server that the configuration names, and waits for its answer.
#[utoipa::path(
    post, path = "/api/v1/system/test-mail", tag = "system", operation_id = "send_test_mail",
    responses(
        (status = 204, description = "The server took it"),
        (status = 409, description = "`mail_not_set_up`, `mail_not_taken`", body = ProblemBody)
    )
)]
pub(crate) async fn send_test_mail(
    State(api): State<Api>,
    _may: Can<ManageSystem>,
    SignedIn(user): SignedIn,
) -> Result<StatusCode, Problem> {
    parcours_notices::test_mail(&api.mailer, &api.env, &user).await.map_err(problem)?;
    Ok(StatusCode::NO_CONTENT)
}

fn problem(error: MailError) -> Problem {
    match error {
        MailError::NotSet => Problem::conflict(
            "mail_not_set_up",
            Text::new(
                "No mail server is set up. Name one in the configuration (mail.smtp, mail.from) and start Parcours again.",
                "Aucun serveur de messagerie n’est réglé. Nommez-en un dans la configuration (mail.smtp, mail.from) \
                 et redémarrez Parcours.",
            ),
        ),
        MailError::Refused(why) | MailError::Later(why) => Problem::conflict(
            "mail_not_taken",
            Text::new(
                format!("The mail server did not take the mail. It says: {why}"),
                format!(
                    "Le serveur de messagerie n’a pas pris le message. Il répond\u{202f}: {why}"
                ),
            ),
        ),
    }
}
