//! Ids, clock, randomness, problems, paging and languages; no I/O
