//! Customers, their identities and how these merge
