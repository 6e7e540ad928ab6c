//! Database connection, unit of work, migrations, jobs and the feed of changes
