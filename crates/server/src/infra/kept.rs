//! What follows from rows and is dear to read, kept until the rows are of another edition.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A value with the edition of the rows that it was read from. Cheap to clone; clones share the value.
pub struct Kept<T>(Arc<Mutex<Slot<T>>>);

/// Edition and value.
type Slot<T> = Option<(i64, Arc<T>)>;

impl<T> Kept<T> {
    /// The value, if it is of that edition.
    pub fn get(&self, edition: i64) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(of, _)| *of == edition).map(|(_, value)| Arc::clone(value))
    }

    /// Keeps the value in place of the one before.
    pub fn put(&self, edition: i64, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((edition, Arc::clone(&value)));
        value
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Kept").finish_non_exhaustive()
    }
}
