//! Joins the capabilities: routers, OpenAPI document, static files, live updates
