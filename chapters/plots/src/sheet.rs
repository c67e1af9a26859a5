//! What pictures are drawn on.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::AsRangedCoord;
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoTextStyle};
use plotters_backend::BackendCoord;

use crate::geometry::Bounds;
use crate::svg::{Svg, TENTHS, tenths, units};
use crate::text::FONT;

/// The width of every picture in its own units: what is readable at 480 units
/// is readable on the narrowest screens, too.
pub(crate) const WIDTH: f64 = 480.0;

/// A point: from the left, and from the top.
pub(crate) type Point = (f64, f64);

/// The units of a picture, as plotters' coordinates.
#[derive(Clone, Copy)]
pub(crate) struct Units;

impl CoordTranslate for Units {
    type From = Point;

    fn translate(&self, (x, y): &Point) -> BackendCoord {
        (tenths(*x), tenths(*y))
    }
}

/// A part of a sheet whose coordinates are those of the data.
pub(crate) type Window<X, Y> = DrawingArea<
    Svg,
    Cartesian2d<
        <X as AsRangedCoord>::CoordDescType,
        <Y as AsRangedCoord>::CoordDescType,
    >,
>;

/// A picture in the making. Its height grows as it is drawn.
pub(crate) struct Sheet {
    svg: Rc<RefCell<Svg>>,
    pub(crate) area: DrawingArea<Svg, Units>,
    pub(crate) height: f64,
}

impl Sheet {
    pub(crate) fn new() -> Self {
        let svg = Rc::new(RefCell::new(Svg::default()));
        let area = DrawingArea::from(&svg).apply_coord_spec(Units);
        Self { svg, area, height: 0.0 }
    }

    /// The paths and texts, each on a line.
    pub(crate) fn body(&self) -> String {
        self.svg.borrow().body()
    }

    /// The part within a frame, with the scales of the data.
    pub(crate) fn window<X: AsRangedCoord, Y: AsRangedCoord>(
        &self,
        frame: Bounds,
        x: X,
        y: Y,
    ) -> Window<X, Y> {
        let Bounds { left, top, right, bottom } = frame;
        let across = tenths(left)..tenths(right);
        let up = tenths(bottom)..tenths(top);
        let area = self.area.strip_coord_spec();
        area.apply_coord_spec(Cartesian2d::new(x, y, (across, up)))
    }

    pub(crate) fn put<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, Point>,
        E: Drawable<Svg>,
    {
        put(&self.area, element);
    }

    /// Writes a text whose middle line passes through a point, at which it
    /// begins, is centred or ends.
    pub(crate) fn write(
        &self,
        color: impl Color,
        at: Point,
        anchor: HPos,
        text: &str,
    ) {
        let style = ("sans-serif", TENTHS * FONT, &color);
        let style = style.into_text_style(&self.area);
        let style = style.pos(Pos::new(anchor, VPos::Center));
        self.put(&Text::new(text, at, style));
    }
}

/// Draws an element.
pub(crate) fn put<'a, C: CoordTranslate, E>(
    area: &DrawingArea<Svg, C>,
    element: &'a E,
) where
    &'a E: PointCollection<'a, C::From>,
    E: Drawable<Svg>,
{
    area.draw(element).expect("drawing in memory does not fail");
}

/// Where an area has a point, in units of the picture.
pub(crate) fn place<C: CoordTranslate>(
    area: &DrawingArea<Svg, C>,
    point: &C::From,
) -> Point {
    let (x, y) = area.map_coordinate(point);
    (units(x), units(y))
}
