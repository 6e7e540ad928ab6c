//! Callers for the tests of other crates.

use parcours_kernel::{Env, Language};

use crate::{Access, By, Caller, NewUser, Role, Scope, TokenCaller, TokenId, User, UserId};

/// A user with a role who is in no database.
pub fn user(role: Role) -> User {
    let env = Env::system();
    User {
        id: UserId::new(&env),
        name: "Camille Test".to_owned(),
        email: "camille@example.org".to_owned(),
        role,
        language: Language::Fr,
        created_at: env.now(),
        last_seen_at: None,
        disabled: false,
    }
}

/// A signed-in user with a role. Put it in a request's extensions, as the authentication layer does:
/// `request.extensions_mut().insert(testing::caller(Role::Editor))`.
pub fn caller(role: Role) -> Caller {
    Caller::user_session(user(role))
}

/// An API token with scopes, made by a user with a role.
pub fn token(role: Role, scopes: &[Scope]) -> Caller {
    let id = TokenId::new(&Env::system());
    Caller::token(TokenCaller {
        id,
        name: "test token".to_owned(),
        scopes: scopes.to_vec(),
        maker: user(role),
    })
}

/// A browser of a user who is signed in.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The user, as made.
    pub user: User,
    /// The value of the `Cookie` header.
    pub cookie: String,
    /// The value of the `x-csrf-token` header.
    pub csrf: String,
}

/// Makes a user with a role and signs them in, for requests through [`layer`](crate::layer).
pub async fn sign_in(access: &Access, role: Role) -> Browser {
    let id = UserId::new(&access.env);
    let wish = NewUser {
        name: format!("Camille {role}"),
        email: format!("{id}@example.org"),
        role,
        language: Language::Fr,
    };
    let (user, link) = access.create_user(&By::system(), wish).await.expect("a fresh address");
    let begun = access.sign_in_with_link(link.token(), None, None).await.expect("a fresh link");
    Browser {
        user,
        cookie: format!("parcours_session={}", begun.secret.expose()),
        csrf: begun.secret.csrf(),
    }
}
