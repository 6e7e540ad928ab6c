//! Mail, over a real server.

use parcours_outbound::testing::SmtpServer;
use parcours_outbound::{Mail, MailError, MailSettings, Mailbox, Mailer};

fn mail(subject: &str, address: &str) -> Mail {
    Mail {
        to: Mailbox { name: "Élodie, du service client".to_owned(), address: address.to_owned() },
        subject: subject.to_owned(),
        text: "Bonjour à vous\u{202f}!\n".to_owned(),
        html: "<p>Bonjour à vous\u{202f}!</p>".to_owned(),
        key: "notices-ntc_1".to_owned(),
    }
}

#[tokio::test]
async fn a_mail_arrives_whole_and_says_that_a_program_wrote_it() {
    let server = SmtpServer::start();
    let mailer = server.mailer();
    mailer.check().await.unwrap();
    mailer.send(&mail("Déjà vu\r\nBcc: all@example.org", "elodie@example.org")).await.unwrap();
    let received = server.received().unwrap();
    let [message] = received.as_slice() else { panic!("{received:?}") };
    for line in [
        "Message-ID: <notices-ntc_1@example.org>",
        "Auto-Submitted: auto-generated",
        "From: Parcours <parcours@example.org>",
        "X-RcptTo: elodie@example.org",
        "Content-Type: text/plain",
        "Content-Type: text/html",
    ] {
        assert!(message.contains(line), "{line}: {message}");
    }
    // A line break in a subject is no header of its own.
    assert!(!message.lines().any(|line| line.starts_with("Bcc:")), "{message}");
}

#[tokio::test]
async fn what_will_never_arrive_is_told_from_what_may_later() {
    assert!(matches!(
        Mailer::default().send(&mail("a", "b@example.org")).await,
        Err(MailError::NotSet)
    ));
    let mailer = SmtpServer::start().mailer();
    // Nobody there any more: it was dropped.
    let away = mailer.send(&mail("a", "b@example.org")).await;
    assert!(matches!(away, Err(MailError::Later(_))), "{away:?}");
    assert!(mailer.check().await.is_err());
    let server = SmtpServer::start();
    let nobody = server.mailer().send(&mail("a", "not an address")).await;
    assert!(matches!(nobody, Err(MailError::Refused(_))), "{nobody:?}");
}

#[test]
fn settings_that_cannot_be_meant_are_refused_without_showing_the_password() {
    let settings = |smtp: &str, from: &str| MailSettings {
        smtp: Some(smtp.to_owned()),
        from: Some(from.to_owned()),
    };
    for (smtp, from) in
        [("ftp://a:secret@b", "a@b.fr"), ("smtp://a:secret@b", "nobody"), ("secret", "a@b.fr")]
    {
        let settings = settings(smtp, from);
        let why = format!("{:?}", Mailer::new(&settings).unwrap_err());
        assert!(!why.contains("secret"), "{why}");
        assert!(!format!("{settings:?}").contains("secret"));
    }
    assert!(!Mailer::new(&MailSettings::default()).unwrap().is_set());
}
