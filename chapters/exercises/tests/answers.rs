//! What the check says of starters, solutions and typical mistakes.

use exercises::chapter_02::batch::Gradients;
use exercises::{
    Answers, EXERCISES, Exercise, Hint, TOLERANCE, answers, progress, report,
    solutions, starters,
};
use mini_numpy::{Numpy, Order};
use ndarray::{Array1, Array2, Axis};

fn exercise(name: &str) -> &'static Exercise {
    EXERCISES.iter().find(|e| e.name == name).expect("an exercise")
}

#[test]
fn every_starter_fails() {
    for exercise in &EXERCISES {
        let verdict = exercise.check(&starters::ANSWERS);
        assert_eq!(verdict, Err(Hint::NotBegun), "{}", exercise.name);
    }
}

#[test]
fn every_solution_passes() {
    for exercise in &EXERCISES {
        let verdict = exercise.check(&solutions::ANSWERS);
        assert_eq!(verdict, Ok(()), "{}", exercise.name);
    }
}

#[test]
fn every_wrong_answer_is_told_its_own_hint() {
    let mut hints = Vec::new();
    for exercise in &EXERCISES {
        let wrong = exercise.wrong_answers();
        assert!(2 <= wrong.len(), "{}", exercise.name);
        for wrong in wrong {
            let name = exercise.name;
            assert_eq!(wrong.verdict, Err(wrong.own_hint.clone()), "{name}");
            assert!(!hints.contains(&wrong.own_hint), "{}", wrong.own_hint);
            hints.push(wrong.own_hint);
        }
    }
}

/// The tolerance has room on both sides: no right answer is told that it is
/// wrong, and no wrong one passes, because of how a sum was rounded.
#[test]
fn the_tolerance_parts_right_from_wrong() {
    for exercise in &EXERCISES {
        let name = exercise.name;
        let right = exercise.distance(&solutions::ANSWERS);
        assert!(right < TOLERANCE / 8.0, "{name}: {right:e}");
        for wrong in exercise.wrong_answers() {
            let distance = wrong.distance;
            assert!(1000.0 * TOLERANCE < distance, "{name}: {distance:e}");
        }
    }
}

/// A mistake is known by what it computes, and not by how.
#[test]
fn a_mistake_is_recognised_however_it_is_written() {
    // The transposed gradient of a batch, sample by sample, in another order.
    fn transposed(
        _: Numpy,
        x: &Array2<f64>,
        dloss_dz: &Array2<f64>,
    ) -> Gradients {
        let np = Numpy::with_order(Order::Fused);
        let mut dloss_dw = Array2::zeros((x.ncols(), dloss_dz.ncols()));
        let mut dloss_db = Array1::zeros(dloss_dz.ncols());
        for (x, dz) in
            x.axis_iter(Axis(0)).zip(dloss_dz.axis_iter(Axis(0))).rev()
        {
            dloss_dw += &np.outer(&x, &dz);
            dloss_db += &dz;
        }
        Gradients { dloss_dw, dloss_db }
    }
    let sheet = Answers { batch: transposed, ..solutions::ANSWERS };
    let hint = exercise("batch").check(&sheet).unwrap_err();
    assert!(hint.to_string().starts_with("dloss_dw is transposed"), "{hint}");
}

#[test]
fn an_answer_that_no_mistake_explains_is_told_a_place() {
    let leaky_relu = |_: f64, _: f64, _: f64| 7.0;
    let sheet = Answers { leaky_relu, ..solutions::ANSWERS };
    let hint = exercise("leaky_relu").check(&sheet).unwrap_err();
    assert!(
        hint.to_string().starts_with("dloss_dz is 7.00000, and should be"),
        "{hint}"
    );

    let tanh_layer = |_: &Array2<f64>, _: &Array2<f64>| Array2::zeros((7, 7));
    let sheet = Answers { tanh_layer, ..solutions::ANSWERS };
    let hint = exercise("tanh_layer").check(&sheet).unwrap_err();
    assert_eq!(
        hint.to_string(),
        "dz1 has the shape [7, 7], and should have [1, 1]"
    );
}

#[test]
fn an_answer_that_panics_is_told_so() {
    let batch_inputs =
        |np: Numpy, dz: &Array2<f64>, _: &Array2<f64>| np.dot(dz, dz);
    let sheet = Answers { batch_inputs, ..solutions::ANSWERS };
    let hint = exercise("batch_inputs").check(&sheet).unwrap_err();
    assert!(hint.to_string().starts_with("it panics: shapes"), "{hint}");
}

#[test]
fn progress_counts_what_is_solved() {
    let all = EXERCISES.len();
    let none = progress(&starters::ANSWERS);
    assert!(none.starts_with("Chapter 0\n  untrained_loss "), "{none}");
    assert!(none.ends_with(&format!("\n0 of {all} solved\n")), "{none}");
    let done = progress(&solutions::ANSWERS);
    assert!(done.ends_with(&format!("\n{all} of {all} solved\n")), "{done}");
    let one =
        Answers { leaky_relu: solutions::leaky_relu, ..starters::ANSWERS };
    let one = progress(&one);
    assert!(one.ends_with(&format!("\n1 of {all} solved\n")), "{one}");
    assert!(one.contains("\n  leaky_relu            solved\n"), "{one}");
    let (_, second) = one.split_once("\nChapter 2\n").expect("a chapter");
    assert!(second.starts_with("  dead_neurons          not yet: "), "{one}");
}

#[test]
fn a_report_shows_the_task_and_the_answers_verdict() {
    for exercise in &EXERCISES {
        let text = report(exercise.name, &starters::ANSWERS).expect("a report");
        assert!(text.starts_with("/// "), "{text}");
        assert!(text.contains(&format!("pub fn {}(", exercise.name)), "{text}");
        let verdict = "}\n\nnot yet: this is still what the starter does\n";
        assert!(text.contains(verdict), "{text}");
    }
    assert_eq!(report("nonsense", &starters::ANSWERS), None);
}

#[test]
fn a_report_shows_the_first_case_in_which_an_answer_is_wrong() {
    let relu = |dloss_da: f64, z: f64, _: f64| {
        if 0.0 < z { dloss_da } else { 0.0 }
    };
    let sheet = Answers { leaky_relu: relu, ..solutions::ANSWERS };
    let text = report("leaky_relu", &sheet).expect("a report");
    assert!(text.contains("\n  z = -1.50000\n"), "{text}");
    let text = report("momentum", &sheet).expect("a report");
    assert!(text.ends_with("}\n\nsolved\n"), "{text}");
}

/// The reader's own file, whatever stands in it, is checked to the end.
#[test]
fn the_readers_answers_can_be_checked() {
    let text = progress(&answers::ANSWERS);
    for exercise in &EXERCISES {
        assert!(text.contains(&format!("\n  {} ", exercise.name)), "{text}");
    }
}

#[test]
fn every_chapter_has_at_least_three_exercises_in_the_books_order() {
    let chapters: Vec<_> = EXERCISES.iter().map(|e| e.chapter).collect();
    assert!(chapters.is_sorted());
    for chapter in 0..=5 {
        let of_this = chapters.iter().filter(|c| **c == chapter);
        assert!(3 <= of_this.count(), "chapter {chapter}");
    }
}
