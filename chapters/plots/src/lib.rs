//! Data in, themed SVG out: every picture of the book.
//!
//! A picture is described by plain data, as in [`curves::Panel`], and drawn as
//! a [`Picture`], which [`Picture::svg`] writes. Shapes have CSS classes in
//! place of colours; [`STYLE_SHEET`] holds the colours, and a page's theme may
//! set others. All is drawn by plotters, on a backend of our own.
//!
//! ```
//! use plots::axis::Axis;
//! use plots::curves::{self, Panel, Series};
//!
//! let (x, y) = (Axis::linear("iteration"), Axis::linear("loss"));
//! let series = vec![Series::new("loss", vec![(1.0, 36.0), (2.0, 33.872)])];
//! let picture = curves::draw("The loss", &[Panel::new(x, y, series)])?;
//! assert!(picture.svg("loss", plots::Ink::Page).starts_with("<svg "));
//! # Ok::<(), plots::NothingToDraw>(())
//! ```

pub mod axis;
pub mod blocks;
pub mod contours;
pub mod curves;
pub mod graph;
pub mod network;
pub mod plane;

mod chart;
mod geometry;
mod lines;
mod number;
mod picture;
mod sheet;
mod svg;

pub use geometry::text_width;
pub use picture::{Ink, NothingToDraw, Picture, STYLE_SHEET};
