//! What the check says about starters, solutions and typical mistakes.

use exercises::{
    EXERCISES, Exercise, Judged, NOT_BEGUN, TOLERANCE, Whose, Wrong, exported,
    find, line, python_starters, report, silence_answers, starters,
};

fn check(whose: Whose) -> impl Fn(&Exercise) -> Result<(), Wrong> {
    move |exercise| exercise.question.check(whose, TOLERANCE)
}

#[test]
fn every_starter_fails() {
    for exercise in EXERCISES {
        let wrong = check(Whose::Starter)(exercise).unwrap_err();
        assert_eq!(wrong.hint, NOT_BEGUN, "{}", exercise.name);
    }
}

#[test]
fn every_solution_passes() {
    for exercise in EXERCISES {
        let verdict = check(Whose::Solution)(exercise);
        assert_eq!(verdict, Ok(()), "{}", exercise.name);
    }
}

#[test]
fn every_mistake_gets_its_own_hint() {
    let mut all = Vec::new();
    for Exercise { name, question, .. } in EXERCISES {
        let hints = question.hints();
        assert!(2 <= hints.len(), "{name}");
        for (i, hint) in hints.into_iter().enumerate() {
            let wrong = question.check(Whose::Mistake(i), TOLERANCE);
            assert_eq!(wrong.unwrap_err().hint, hint, "{name}");
            assert!(!all.contains(&hint), "{hint}");
            all.push(hint);
        }
    }
}

/// The tolerance leaves room on both sides: rounding makes no right answer
/// wrong, and no wrong answer right.
#[test]
fn the_tolerance_separates_right_from_wrong() {
    for Exercise { name, question, .. } in EXERCISES {
        let right = question.check(Whose::Solution, TOLERANCE / 8.0);
        assert_eq!(right, Ok(()), "{name}");
        for i in 0..question.hints().len() {
            let wrong = question.check(Whose::Mistake(i), 1000.0 * TOLERANCE);
            assert!(wrong.is_err(), "{name}: {i}");
        }
    }
}

fn judged(exercise: &Exercise, whose: Whose) -> Judged {
    Judged { verdict: check(whose)(exercise), said: String::new() }
}

#[test]
fn a_line_says_whether_an_exercise_is_solved() {
    let leaky_relu = find("leaky_relu").expect("an exercise");
    let text = line(leaky_relu, &judged(leaky_relu, Whose::Solution));
    assert_eq!(text, "  leaky_relu            solved\n");
    let text = line(leaky_relu, &judged(leaky_relu, Whose::Starter));
    assert_eq!(text, format!("  leaky_relu            not yet: {NOT_BEGUN}\n"));
}

#[test]
fn a_report_shows_the_task_and_the_verdict() {
    for exercise in EXERCISES {
        let text = report(exercise, &judged(exercise, Whose::Starter));
        assert!(text.starts_with("/// "), "{text}");
        assert!(text.contains(&format!("pub fn {}(", exercise.name)), "{text}");
        assert!(!text.contains("ANCHOR"), "{text}");
        let verdict = "}\n\nnot yet: this is still the starter\n";
        assert!(text.contains(verdict), "{text}");
    }
}

#[test]
fn a_report_shows_the_first_case_in_which_an_answer_is_wrong() {
    // The first typical mistake is the ReLU of the chapter.
    let leaky_relu = find("leaky_relu").expect("an exercise");
    let text = report(leaky_relu, &judged(leaky_relu, Whose::Mistake(0)));
    assert!(text.contains("\n  z = -1.50000\n"), "{text}");
    let text = report(leaky_relu, &judged(leaky_relu, Whose::Solution));
    assert!(text.ends_with("}\n\nsolved\n"), "{text}");
}

#[test]
fn an_unknown_name_is_no_exercise() {
    assert!(find("nonsense").is_none());
}

#[test]
fn every_chapter_has_at_least_three_exercises_in_the_books_order() {
    assert!(EXERCISES.iter().map(|exercise| exercise.number).is_sorted());
    for chapter in 1..=8 {
        let of_this = EXERCISES.iter().filter(|e| e.number == chapter);
        assert!(3 <= of_this.count(), "chapter {chapter}");
    }
}

/// Run by `.ci/run`: `cargo test -p exercises -- --ignored`.
#[test]
#[ignore = "a reader who has solved an exercise has changed the file"]
fn the_answers_are_the_starters() {
    assert_eq!(
        include_str!("../src/answers.rs"),
        starters(),
        "`cargo run -p exercises -- --reset --force` writes the starters"
    );
    assert_eq!(
        lf(include_str!("../answers.py")),
        python_starters(),
        "`python3 chapters/exercises/check.py --reset --force` writes them"
    );
}

/// What `check.py` knows is what is known here.
#[test]
fn the_exported_tables_are_up_to_date() {
    silence_answers();
    assert!(
        lf(include_str!("../exercises.json")).trim_end()
            == exported().trim_end(),
        "`cargo run -p exercises -- --export` writes exercises.json"
    );
}

/// The text of a file, however its lines end.
fn lf(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}
