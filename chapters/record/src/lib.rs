//! What a run reports, and the views of it.
//!
//! A chapter's program prints nothing. It reports named tensors to a
//! [`Record`]: a loss at an iteration, a weight matrix, a gradient. Everything
//! that is shown is a view of the record, and every view is a function here,
//! so that the command line, the tests and the book cannot disagree:
//!
//! * [`text`], as the notebook printed it;
//! * [`json`] and [`csv`], every number with all its digits;
//! * [`figures`], those that a document prints, each beside the computed one.
//!
//! [`Watch`] looks on while a network trains, and reports when and why it
//! stops learning.

mod difference;
mod export;
#[cfg(feature = "read")]
mod read;
mod record;
mod tensor;
mod text;
mod transcript;
mod watch;

pub use difference::first_difference;
pub use export::{Setting, Source, csv, json};
#[cfg(feature = "read")]
pub use read::{pinned, read};
pub use record::{Event, NotReported, Record, Value};
pub use tensor::{Element, Tensor};
pub use text::{Line, text};
pub use transcript::{Figure, figures};
pub use watch::{Stop, Watch};
