//! Which labels are accepted, and why others are refused.

use chapter_05::labels::{LabelError, Labels};
use ndarray::{Array2, array};

/// Two samples of three classes.
const SHAPE: (usize, usize) = (2, 3);

fn refused(labels: Result<Labels, LabelError>) -> String {
    labels.expect_err("these labels are refused").to_string()
}

#[test]
fn one_hot_and_sparse_labels_of_the_same_classes_are_equal() {
    let sparse = Labels::sparse(&array![2, 0], SHAPE);
    let matrix = array![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]];
    assert_eq!(sparse, Labels::one_hot(&matrix, SHAPE));
    let single = matrix.mapv(|x| if x == 1.0 { 1.0_f32 } else { 0.0 });
    assert_eq!(sparse, Labels::one_hot(&single, SHAPE));
    let labels = sparse.expect("classes that exist");
    assert_eq!(labels.classes(), array![2, 0]);
    assert_eq!(labels.to_one_hot::<f64>(), matrix);
    assert_eq!(labels.to_one_hot::<f32>(), single);
}

#[test]
fn a_negative_zero_is_a_zero() {
    let signed = array![[-0.0, 1.0, -0.0]];
    let labels = Labels::one_hot(&signed, (1, 3)).expect("one-hot rows");
    assert_eq!(labels.classes(), array![1]);
}

#[test]
fn labels_pick_the_entry_of_each_samples_class() {
    let labels = Labels::sparse(&array![2, 0], SHAPE).expect("labels");
    let p = array![[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]];
    assert_eq!(labels.pick(&p), array![0.7, 0.5]);
}

#[test]
#[should_panic(expected = "the labels are for other predictions")]
fn picking_from_another_shape_is_refused() {
    let labels = Labels::sparse(&array![2, 0], SHAPE).expect("labels");
    let _ = labels.pick(&Array2::<f64>::zeros((2, 4)));
}

#[test]
fn the_error_about_a_label_that_is_no_class_names_its_row() {
    assert_eq!(
        refused(Labels::sparse(&array![2, 3], SHAPE)),
        "row 1: the label is 3, and the classes are numbered below 3"
    );
}

#[test]
fn the_first_of_several_faults_is_reported() {
    assert_eq!(
        refused(Labels::sparse(&array![9, 7], SHAPE)),
        "row 0: the label is 9, and the classes are numbered below 3"
    );
}

#[test]
fn the_error_about_a_row_that_is_not_one_hot_names_it() {
    let faulty = [
        ("two ones", [0.0, 1.0, 1.0]),
        ("no one", [0.0, 0.0, 0.0]),
        ("a 2", [0.0, 2.0, 0.0]),
        ("a 2 beside a 1", [1.0, 2.0, 0.0]),
        ("a -1", [-1.0, 0.0, 0.0]),
        ("a half", [0.5, 0.5, 0.0]),
        ("a NaN", [f64::NAN, 0.0, 1.0]),
        ("an infinity", [0.0, f64::INFINITY, 1.0]),
        ("nearly a 1", [0.0, 0.0, 1.0 - f64::EPSILON]),
    ];
    for (fault, [a, b, c]) in faulty {
        let matrix = array![[0.0, 1.0, 0.0], [a, b, c]];
        assert_eq!(
            refused(Labels::one_hot(&matrix, SHAPE)),
            "row 1 is not one-hot; give it a single 1, and zeros else",
            "{fault}"
        );
    }
}

#[test]
fn the_error_about_a_prediction_without_a_label_names_its_row() {
    let message = "row 1 has no label: there are 4 predictions and 1 labels; \
                   give one for each";
    let sparse = Labels::sparse(&array![0], (4, 3));
    assert_eq!(refused(sparse), message);
    let one_hot = Labels::one_hot(&array![[1.0, 0.0, 0.0]], (4, 3));
    assert_eq!(refused(one_hot), message);
}

#[test]
fn the_error_about_a_label_without_a_prediction_names_its_row() {
    let message = "row 2 has no prediction: there are 2 predictions and 3 \
                   labels; give one for each";
    let sparse = Labels::sparse(&array![0, 1, 2], SHAPE);
    assert_eq!(refused(sparse), message);
    let one_hot = Labels::one_hot(&Array2::<f64>::eye(3), SHAPE);
    assert_eq!(refused(one_hot), message);
}

#[test]
fn one_hot_rows_of_another_length_are_refused() {
    for columns in [2, 4] {
        let matrix =
            Array2::from_shape_fn((2, columns), |(i, j)| f64::from(i == j));
        assert_eq!(
            refused(Labels::one_hot(&matrix, SHAPE)),
            format!(
                "row 0 has {columns} entries, and there are 3 classes; give \
                 it one for each"
            )
        );
    }
}

#[test]
fn no_samples_need_no_labels() {
    let sparse = Labels::sparse(&array![], (0, 3));
    let one_hot = Labels::one_hot(&Array2::<f64>::zeros((0, 3)), (0, 3));
    assert_eq!(sparse, one_hot);
    assert!(sparse.expect("no labels").classes().is_empty());
    let message = "row 0 has no prediction: there are 0 predictions and 2 \
                   labels; give one for each";
    assert_eq!(refused(Labels::sparse(&array![0, 1], (0, 3))), message);
}

#[test]
fn without_classes_every_label_is_refused() {
    assert_eq!(
        refused(Labels::sparse(&array![0], (1, 0))),
        "row 0: the label is 0, and the classes are numbered below 0"
    );
    let nothing = Array2::<f64>::zeros((1, 0));
    assert_eq!(
        refused(Labels::one_hot(&nothing, (1, 0))),
        "row 0 is not one-hot; give it a single 1, and zeros else"
    );
}
