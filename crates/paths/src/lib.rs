//! What customers really do: pure kernels over the interaction log
