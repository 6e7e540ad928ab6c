//! The built front end, or a page that says how to build it
