-- Checksums of the parts of a file of the log (CRC-32 of each 8 KiB, little-endian): what is read is
-- known to be as it was written. Empty for files from before there were any.
ALTER TABLE log_files ADD COLUMN checks BLOB NOT NULL DEFAULT x'';
