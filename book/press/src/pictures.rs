//! Pictures of runs.

use harness::{Configured, Picture, Record, Scale};

use crate::runs::Runs;
use crate::table::usage;

/// `{{#picture RUN PICTURE [WORDS …]: CAPTION}}`: a picture that the run's
/// chapter draws.
pub(crate) fn picture(runs: &Runs, words: &[&str]) -> Result<Picture, String> {
    let [run, picture, words @ ..] = words else {
        return Err(usage("picture"));
    };
    let run = runs.get(run)?;
    run.configured.picture(Some(picture), words, run.record())
}

/// `{{#curve RUN SCALE: CAPTION}}`: the loss over the iterations.
pub(crate) fn curve(runs: &Runs, words: &[&str]) -> Result<Picture, String> {
    let &[run, scale] = words else { return Err(usage("curve")) };
    let scale = match scale {
        "linear" => Scale::Linear,
        "logarithmic" => Scale::Logarithmic,
        "both" => Scale::Both,
        _ => return Err("the scale is linear, logarithmic or both".to_owned()),
    };
    compared(runs, &["loss"], &[run], scale)
}

/// `{{#curves EVENTS RUN [RUN …] [logarithmic]: CAPTION}}`: a curve for each
/// event, such as `loss,validation_loss`, of each run.
pub(crate) fn curves(runs: &Runs, words: &[&str]) -> Result<Picture, String> {
    let (words, scale) = match words {
        [words @ .., "logarithmic"] => (words, Scale::Logarithmic),
        _ => (words, Scale::Linear),
    };
    let [events, names @ ..] = words else { return Err(usage("curves")) };
    let events: Vec<_> = events.split(',').collect();
    compared(runs, &events, names, scale)
}

fn compared(
    runs: &Runs,
    events: &[&str],
    names: &[&str],
    scale: Scale,
) -> Result<Picture, String> {
    if names.is_empty() {
        return Err(usage("curves"));
    }
    let runs = names.iter().map(|name| {
        let run = runs.get(name)?;
        Ok((&*run.configured, run.record()))
    });
    let runs: Vec<(&dyn Configured, &Record)> =
        runs.collect::<Result<_, String>>()?;
    let values = events.join(" and ").replace('_', " ");
    let title = format!("The {values} of {}", names.join(", "));
    harness::curves(&title, events, &runs, scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runs::RUNS;

    #[test]
    fn a_curve_is_drawn_on_each_scale() {
        let drawn = |scale| curve(&RUNS, &["chain-rule", scale]);
        let pictures = ["linear", "logarithmic", "both"].map(drawn);
        let [linear, logarithmic, both] = pictures.map(Result::unwrap);
        assert_eq!(linear.title(), "The loss of chain-rule");
        assert_ne!(linear, logarithmic);
        assert_ne!(linear, both);
    }

    #[test]
    fn the_title_names_every_value_and_run() {
        let words =
            ["loss", "chain-rule", "notes-13-december", "notes-13-january"];
        let picture = curves(&RUNS, &words).unwrap();
        assert_eq!(
            picture.title(),
            "The loss of chain-rule, notes-13-december, notes-13-january"
        );
        let picture = curves(&RUNS, &["z,loss", "chain-rule"]);
        assert_eq!(picture.unwrap().title(), "The z and loss of chain-rule");
    }

    #[test]
    fn a_picture_that_cannot_be_drawn_is_a_fault() {
        let runs = &RUNS;
        let fault = |words: &[&str]| curve(runs, words).unwrap_err();
        assert!(fault(&["nonsense", "linear"]).contains("no run 'nonsense'"));
        assert!(fault(&["chain-rule", "steep"]).contains("scale is linear"));
        assert!(fault(&["chain-rule"]).contains("write {{#curve RUN SCALE"));
        let fault = |words: &[&str]| curves(runs, words).unwrap_err();
        assert!(fault(&["loss"]).contains("write {{#curves EVENTS RUN"));
        assert!(fault(&["final_b", "chain-rule"]).contains("no final_b"));
        let fault = |words: &[&str]| picture(runs, words).unwrap_err();
        assert!(fault(&["chain-rule", "gain"]).contains("no picture 'gain'"));
        assert!(fault(&["chain-rule"]).contains("write {{#picture RUN"));
    }
}
