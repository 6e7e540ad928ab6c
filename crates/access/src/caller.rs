//! Who asks: a signed-in user or an API token, and what they may do.

use http::{Extensions, StatusCode};
use parcours_kernel::{Language, Problem, Text};

use crate::permission::{Facts, Permission, Scope};
use crate::{Role, TokenId, User};

/// Who asks. Made by the authentication layer only (and by `testing`).
#[derive(Debug, Clone)]
pub struct Caller {
    /// A person or a program.
    pub kind: CallerKind,
}

/// A person or a program.
#[derive(Debug, Clone)]
pub enum CallerKind {
    /// A user, signed in with a session.
    User(User),
    /// A program with an API token.
    Token(TokenCaller),
}

/// An API token at work. It never may do more than its maker may today.
#[derive(Debug, Clone)]
pub struct TokenCaller {
    /// The token.
    pub id: TokenId,
    /// Its name.
    pub name: String,
    /// What it is limited to.
    pub scopes: Vec<Scope>,
    /// Who made it.
    pub maker: User,
}

impl Caller {
    pub(crate) fn user_session(user: User) -> Self {
        Self { kind: CallerKind::User(user) }
    }

    pub(crate) fn token(token: TokenCaller) -> Self {
        Self { kind: CallerKind::Token(token) }
    }

    /// What people read as the one who did it.
    pub fn name(&self) -> &str {
        match &self.kind {
            CallerKind::User(user) => &user.name,
            CallerKind::Token(token) => &token.name,
        }
    }

    /// The user who is signed in; `None` for a token.
    pub fn user(&self) -> Option<&User> {
        match &self.kind {
            CallerKind::User(user) => Some(user),
            CallerKind::Token(_) => None,
        }
    }

    /// The user who answers for what is done: oneself, or the maker of the token.
    pub fn responsible(&self) -> &User {
        match &self.kind {
            CallerKind::User(user) => user,
            CallerKind::Token(token) => &token.maker,
        }
    }

    /// The highest role this caller may hand out or touch. A token stops below owners.
    pub fn role(&self) -> Role {
        match &self.kind {
            CallerKind::User(user) => user.role,
            CallerKind::Token(token) => token.maker.role.min(Role::Admin),
        }
    }

    /// The language to answer in.
    pub fn language(&self) -> Language {
        self.responsible().language
    }

    /// Whether this caller has a permission.
    pub fn may<P: Permission>(&self) -> bool {
        self.has(&P::FACTS)
    }

    pub(crate) fn has(&self, facts: &Facts) -> bool {
        let scoped = match &self.kind {
            CallerKind::User(_) => true,
            CallerKind::Token(token) => {
                facts.scopes.iter().any(|scope| token.scopes.contains(scope))
            }
        };
        scoped && self.responsible().role >= facts.role
    }

    /// The names of all permissions this caller has.
    pub fn permissions(&self) -> Vec<String> {
        Facts::ALL
            .iter()
            .filter(|facts| self.has(facts))
            .map(|facts| facts.name.to_owned())
            .collect()
    }

    /// The caller of a request, if it has permission `P`: 401 when nobody is signed in, 403 otherwise.
    /// For extractors that load an entity after the check.
    pub fn require<P: Permission>(extensions: &Extensions) -> Result<Self, Problem> {
        let caller = Self::of(extensions)?;
        if caller.may::<P>() { Ok(caller) } else { Err(caller.refused(&P::FACTS)) }
    }

    /// The caller of a request, whoever it is; 401 when nobody is signed in.
    pub fn of(extensions: &Extensions) -> Result<Self, Problem> {
        extensions.get::<Self>().cloned().ok_or_else(sign_in_required)
    }

    fn refused(&self, facts: &Facts) -> Problem {
        metrics::counter!("parcours_refused_total", "permission" => facts.name).increment(1);
        tracing::warn!(actor = %self.responsible().id, permission = facts.name, "refused");
        let (words, role) = (facts.words(), facts.role.label());
        let (do_en, do_fr) = (words.get(Language::En), words.get(Language::Fr));
        let (role_en, role_fr) = (role.get(Language::En), role.get(Language::Fr));
        if matches!(self.kind, CallerKind::Token(_)) && self.responsible().role >= facts.role {
            let Some(scope) = facts.scopes.first().map(|scope| scope.name()) else {
                return not_allowed(Text::new(
                    format!("An API token may not {do_en}. Sign in to do it."),
                    format!(
                        "Un jeton d’API ne permet pas de {do_fr}. Connectez-vous pour le faire."
                    ),
                ));
            };
            return not_allowed(Text::new(
                format!("To {do_en}, this API token needs the scope {scope}."),
                format!("Pour {do_fr}, ce jeton d’API a besoin de la portée {scope}."),
            ));
        }
        not_allowed(Text::new(
            format!(
                "To {do_en}, you need the role “{role_en}” or a higher one. Ask an administrator for it."
            ),
            format!(
                "Pour {do_fr}, il vous faut le rôle «\u{202f}{role_fr}\u{202f}» ou un rôle supérieur. \
                 Demandez-le à un administrateur."
            ),
        ))
    }
}

/// 401: nobody is signed in.
pub(crate) fn sign_in_required() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "sign_in_required",
        Text::new("Sign in to continue.", "Connectez-vous pour continuer."),
    )
}

/// 403 with the reason.
pub(crate) fn not_allowed(why: Text) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "not_allowed", why)
}
