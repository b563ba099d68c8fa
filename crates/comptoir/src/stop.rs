use anyhow::{Error, anyhow};
use journal::Stop;

/// Why the journal did not carry something out, as one sentence for whoever runs the program.
pub(crate) fn because(stop: &Stop) -> Error {
    match stop {
        Stop::Missing(what) => anyhow!("there is no such {what}"),
        Stop::Invalid(faults) => anyhow!("{}", fields(faults)),
        Stop::Refused(refusal) => anyhow!("refused: {}", refusal.code()),
        Stop::NothingToHandOff(_) => anyhow!("none of the orders can be handed over"),
        Stop::NotScanned(why) => anyhow!("{why}"),
        Stop::Taken(what) => anyhow!("that {} is taken", what.replace('_', " ")),
        Stop::Stale { current } => anyhow!("somebody changed it in between: it has version {current} now"),
        Stop::KeyReused => anyhow!("the request's key was used for something else"),
        Stop::Busy => anyhow!("too much is waiting to be written: try again in a second"),
        Stop::Fault(fault) => anyhow!("{fault}"),
    }
}

/// Fields that do not hold, each with its code.
pub(crate) fn fields(faults: &[orders::Invalid]) -> String {
    let named: Vec<_> = faults.iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect();
    named.join(", ")
}
