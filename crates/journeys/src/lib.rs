//! Personas, journeys, stages, touchpoints, signals and versions
