//! Callers for the tests of other crates.

use parcours_kernel::{Env, Language};

use crate::{Caller, Role, Scope, TokenCaller, TokenId, User, UserId};

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
