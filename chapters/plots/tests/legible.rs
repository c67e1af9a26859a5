//! Every text of every kind of picture can be read, with the data that the
//! book has and with extreme data.

#[path = "legible/mod.rs"]
mod legible;

use legible::faults;
use ndarray::{Array1, Array2, Array3, array};
use plots::axis::Axis;
use plots::blocks::{Block, Blocks, Part};
use plots::contours::Contours;
use plots::curves::{self, Panel, Series};
use plots::graph;
use plots::graph::{Edge, Graph};
use plots::network::{Link, Network, Table};
use plots::plane::{self, Plane, Square};
use plots::{Ink, Picture};

fn assert_legible(picture: &Picture) {
    let svg = picture.svg("id", Ink::Page);
    let faults = faults(&svg);
    assert!(faults.is_empty(), "{faults:#?}\n{svg}");
}

fn assert_legible_panels(panels: &[Panel]) {
    assert_legible(&curves::draw("", panels).unwrap());
}

fn curve(label: &str, f: impl Fn(f64) -> f64) -> Series {
    let points = (0..=100).map(f64::from).map(|x| (x, f(x)));
    Series::new(label, points.collect())
}

#[test]
fn faults_are_found() {
    let svg =
        |body: &str| format!("<svg viewBox=\"0 0 4800 1000\">{body}</svg>");
    let a = r#"<text class="label" x="100" y="500">abc</text>"#;
    let b = r#"<text class="label end" x="400" y="520">cde</text>"#;
    assert_eq!(faults(&svg(a)).len(), 0);
    assert_eq!(faults(&svg(&[a, b].concat())).len(), 1);
    let line = r#"<path class="edge" d="m0 0 200 900"/>"#;
    assert_eq!(faults(&svg(&[a, line].concat())).len(), 1);
    let beside = r#"<path class="edge" d="m0 600 900 0"/>"#;
    assert_eq!(faults(&svg(&[a, beside].concat())).len(), 0);
    let circle = r#"<path class="node" d="m-100 400a200 200 0 0 1 400 0 200 200 0 0 1-400 0z"/>"#;
    assert_eq!(faults(&svg(&[a, circle].concat())).len(), 1);
    let outside = r#"<text class="label middle" x="4700" y="500">abc</text>"#;
    assert_eq!(faults(&svg(outside)).len(), 1);
}

#[test]
fn curves_are_legible() {
    for scale in [1e-300, 1e-12, 0.037, 1.0, 466.56, 9.99e5, 1e15, 1e300] {
        let loss = curve("loss", |x| scale / (1.0 + x));
        for y in [Axis::linear("loss"), Axis::logarithmic("loss")] {
            let panel =
                Panel::new(Axis::linear("epoch"), y, vec![loss.clone()]);
            let panels = [panel.clone(), panel];
            assert_legible_panels(&panels[..1]);
            assert_legible_panels(&panels);
        }
    }
}

#[test]
fn labels_of_six_curves_are_legible_wherever_they_end() {
    for ends in [[1.0; 6], [0.0, 0.01, 0.02, 0.98, 0.99, 1.0], [0.5; 6]] {
        let series = (1..).zip(ends).map(|(i, end)| {
            let label = format!("gradient descent {i}");
            curve(&label, move |x| end + (100.0 - x) / 50.0)
        });
        let panel = Panel::new(
            Axis::linear("epoch"),
            Axis::linear("loss"),
            series.collect(),
        );
        assert_legible_panels(&[panel]);
    }
}

#[test]
fn long_and_short_axes_are_legible() {
    for last in [1.0, 7.0, 199.0, 10_000.0, 1e6, 1e12] {
        let points = (0..=50).map(|i| last * f64::from(i) / 50.0);
        let points: Vec<_> = points.map(|x| (x, 1.0 + x)).collect();
        let series = Series::new("loss", points.clone());
        for x in [
            Axis::linear("epoch"),
            Axis { is_reversed: true, ..Axis::logarithmic("step") },
        ] {
            let panel =
                Panel::new(x, Axis::linear("loss"), vec![series.clone()]);
            assert_legible_panels(&[panel.clone(), panel]);
        }
    }
}

#[test]
fn panels_with_a_common_axis_and_a_line_for_0_are_legible() {
    let distance = |x: f64| if x < 20.0 { 0.0 } else { 1e-17 * x * x * x };
    let mut panel = Panel::new(
        Axis::linear("iteration"),
        Axis { shows_zero: true, ..Axis::logarithmic("distance") },
        vec![curve("distance", distance)],
    );
    panel.heading = "a neuron".to_owned();
    assert_legible_panels(&[panel.clone(), panel]);
}

#[test]
fn a_function_with_a_jump_is_legible() {
    let relu = Series::new("ReLU", vec![(-2.0, 0.0), (0.0, 0.0), (2.0, 2.0)]);
    let (left, right) = ([(-2.0, 0.0), (0.0, 0.0)], [(0.0, 1.0), (2.0, 1.0)]);
    let pieces = vec![left.to_vec(), right.to_vec()];
    let slope = Series { label: "slope".to_owned(), pieces };
    let panel =
        Panel::new(Axis::linear("z"), Axis::linear("a"), vec![relu, slope]);
    assert_legible_panels(&[panel]);
}

fn link(from: usize, to: usize, scale: f64, has_table: bool) -> Link<'static> {
    let w = Array2::from_shape_fn((to, from), |(j, i)| {
        let sign = if (i + j) % 2 == 0 { 1.0 } else { -1.0 };
        let [i, j] = [i, j].map(|k| f64::from(u8::try_from(k).unwrap()));
        sign * scale * (0.37 + i + 0.1 * j)
    });
    if to == 1 && !has_table {
        return Link::Weights(w);
    }
    let (names, b) = (["w₁", "b₁"], Array1::from_elem(to, 0.25));
    Link::Table(Table { names, w, b, neurons_in_columns: true })
}

#[test]
fn networks_are_legible() {
    for sizes in
        [&[3, 1][..], &[4, 3, 1], &[2, 2, 1], &[4, 3, 3, 1], &[6, 5, 4]]
    {
        for (scale, has_table) in [(1.0, true), (1.0, false), (-123.4, false)] {
            let layers = sizes.iter().map(|&n| vec!["h₁"; n]).collect();
            let links = sizes
                .windows(2)
                .map(|pair| link(pair[0], pair[1], scale, has_table));
            let links = links.collect();
            let picture = Network { layers, links }.draw("");
            assert_legible(&picture);
        }
    }
}

#[test]
fn the_neuron_is_legible() {
    let inputs = vec!["x₁", "x₂", "x₃", "1"];
    let chain = [vec!["z\nsum"], vec!["a\nReLU"], vec!["loss\n(a − y)²"]];
    let layers = [vec![inputs], chain.to_vec()].concat();
    let weights = Link::Weights(array![[-3.0, -1.0, 2.0, 1.0]]);
    let links = vec![weights, Link::OneToOne, Link::OneToOne];
    let picture = Network { layers, links }.draw("");
    assert_legible(&picture);
}

/// A graph by its nodes, in columns and rows, and its edges.
fn graph(
    nodes: &[(&str, f64, f64, bool)], edges: &[(usize, usize, f64, f64)],
) -> Picture {
    let nodes = nodes.iter().map(|&(label, column, row, is_operation)| {
        let label = label.to_owned();
        graph::Node { label, at: (column, row), is_operation }
    });
    let edges = edges.iter().map(|&(from, to, forward, backward)| Edge {
        from,
        to,
        flows: [forward, backward],
    });
    Graph { nodes: nodes.collect(), edges: edges.collect() }.draw("")
}

#[test]
fn the_graph_of_the_neuron_is_legible() {
    for scale in [1.0, 1.37, 1.0 / 3.0, -0.001, -12.3456] {
        let nodes = [
            ("w₁ = −3", 0.0, 0.0, false),
            ("w₂ = −1", 1.0, 0.0, false),
            ("w₃ = 2", 2.0, 0.0, false),
            ("b = 1", 0.0, 2.4, false),
            ("× 1", 0.0, 1.0, true),
            ("× −2", 1.0, 1.0, true),
            ("× 3", 2.0, 1.0, true),
            ("+", 1.0, 2.4, true),
            ("ReLU", 1.0, 3.4, true),
            ("( )²", 1.0, 4.4, true),
            ("loss", 1.0, 5.3, false),
        ];
        let edges = [
            (0, 4, -3.0, 12.0),
            (1, 5, -1.0, -24.0),
            (2, 6, 2.0, 36.0),
            (4, 7, -3.0, 12.0),
            (5, 7, 2.0, 12.0),
            (6, 7, 6.0, 12.0),
            (3, 7, 1.0, 12.0),
            (7, 8, 6.0, 12.0),
            (8, 9, 6.0, 12.0),
            (9, 10, 36.0, 1.0),
        ];
        let edges = edges.map(|(a, b, x, dx)| (a, b, scale * x, scale * dx));
        assert_legible(&graph(&nodes, &edges));
    }
}

#[test]
fn a_graph_with_a_fork_is_legible_in_either_direction() {
    let edges = [
        (0, 1, 0.5, 2.0),
        (0, 2, 0.5, 0.878),
        (1, 3, 1.0, 1.0),
        (2, 3, 0.479, 1.0),
        (3, 4, 1.479, 1.0),
    ];
    for is_upright in [true, false] {
        let nodes = [
            ("x", 0.0, 0.7, false),
            ("× 2", 1.0, 0.0, true),
            ("sin", 1.0, 1.4, true),
            ("+", 2.0, 0.7, true),
            ("y", 3.0, 0.7, false),
        ];
        let nodes = nodes.map(|(label, column, row, is_operation)| {
            if is_upright {
                (label, row, column, is_operation)
            } else {
                (label, column, row, is_operation)
            }
        });
        assert_legible(&graph(&nodes, &edges));
    }
}

#[test]
fn contours_are_legible() {
    let neuron = |(x, y): (f64, f64)| {
        let z = x + 3.0 * y + 3.0;
        if 0.0 < z { z * z } else { 0.0 }
    };
    let valley = |(x, y): (f64, f64)| 0.5 * x * x + 4.0 * y * y;
    let saddle = |(x, y): (f64, f64)| 1e-6 * (x * x * x - 3.0 * x * y * y);
    let fields: [&dyn Fn((f64, f64)) -> f64; 3] = [&neuron, &valley, &saddle];
    for field in fields {
        for (side, tracks) in [(0.37, 1), (8.0, 2), (2000.0, 0)] {
            let zigzag = |i: u8| (3.0 - 0.3 * f64::from(i), f64::from(i % 3));
            let track = |_| {
                let points = (0..20).map(zigzag).collect();
                ("learning rate 0.01".to_owned(), points)
            };
            let contours = Contours {
                names: ["w₁", "w₃"],
                square: Square { left: -0.5 * side, top: 0.25 * side, side },
                field,
                tracks: (0..tracks).map(track).collect(),
            };
            assert_legible(&contours.draw("").unwrap());
        }
    }
}

/// Shapes and numbers of a product, as large as there is room for.
#[test]
fn blocks_are_legible() {
    let [samples, inputs, neurons] = ["samples", "inputs", "neurons"];
    let equation = |[a, b, c]: [Block<'static>; 3]| {
        let signs = [Part::Sign("·"), Part::Sign("=")];
        let [dot, equals] = signs;
        vec![Part::Block(a), dot, Part::Block(b), equals, Part::Block(c)]
    };
    let shapes = equation([
        Block::of_shape("xᵀ", [inputs, samples], (4, 2)).marked(0..1, 0..2),
        Block::of_shape("dz", [samples, neurons], (2, 3)).marked(0..2, 1..2),
        Block::of_shape("dw", [inputs, neurons], (4, 3)).marked(0..1, 1..2),
    ]);
    let x = array![[1.0, 2.0, 3.0, 4.0]];
    let dz = array![[43.2], [4.8], [0.0]];
    let numbers = equation([
        Block::of_numbers("∂loss/∂z", [neurons, ""], &dz),
        Block::of_numbers("x", ["", inputs], &x),
        Block::of_numbers("∂loss/∂w", [neurons, inputs], &(&dz * &x)),
    ]);
    assert_legible(&Blocks { equations: vec![shapes, numbers] }.draw(""));
}

#[test]
fn planes_are_legible() {
    let x = Array2::from_shape_fn((60, 2), |(i, axis)| {
        let [i, axis] = [i, axis].map(|k| f64::from(u8::try_from(k).unwrap()));
        (i * (1.0 + 7.0 * axis)) % 13.0
    });
    let half_planes = [[1.0, -0.5, -2.0]; 3];
    for number in [1, 3, 30] {
        let classes: Vec<_> = (0..60).map(|i| i % number).collect();
        let scores =
            Array3::from_shape_fn((number, 9, 9), |(k, row, column)| {
                let place = (row * 5 + column * 7 + k * 3) % 17;
                f64::from(u8::try_from(place).unwrap())
            });
        for panels in 1..=4 {
            for thresholds in [&[][..], &[0.5, 0.7, 0.9, 0.99]] {
                let panel = |i| plane::Panel {
                    heading: format!("epoch {i}000: accuracy 0.987"),
                    scores: Some(scores.clone()),
                    half_planes: half_planes.to_vec(),
                };
                let plane = Plane {
                    square: Square::around(&x),
                    thresholds,
                    arms: &[],
                    points: Some((&x, &classes)),
                    panels: (0..panels).map(panel).collect(),
                };
                assert_legible(&plane.draw("").unwrap());
            }
        }
    }
}
