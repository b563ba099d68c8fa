# Hand-offs, at the desk and at the logistician's.
handoff-confirm = Make available
handoff-confirm-count =
    { $count ->
        [one] { $count } order chosen. Can leave without a reason: { $ready }.
       *[other] { $count } orders chosen. Can leave without a reason: { $ready }.
    }
handoff-verdict = Can it leave?
handoff-can-leave = Yes
handoff-needs-reason = Not paid yet: with a reason
handoff-instructions = Instructions to the logistician
handoff-release = Not before
handoff-release-hint = A date, such as 01/03/2013. Nothing: at once.
handoff-shipped = Shipped
handoff-acknowledged-at = Acknowledged
handoff-not-acknowledged = Waiting
handoff-never-acknowledged = Never acknowledged
handoff-acknowledge = Acknowledge the batch
handoff-sha256 = File’s fingerprint (SHA-256)
handoff-file = Download the batch (CSV)
handoff-refuse = Give the order back
handoff-refusal-reason = Reason
handoff-refused-count =
    { $count ->
        [one] { $count } order stayed behind
       *[other] { $count } orders stayed behind
    }
handoff-refused-text = These orders were chosen too; they are not in the batch.
handoff-since-count =
    { $count ->
        [one] { $count } order that stayed behind then, made available since
       *[other] { $count } orders that stayed behind then, made available since
    }
batch-stops-asked =
    { $count ->
        [one] { $count } cancellation requested
       *[other] { $count } cancellations requested
    }
batch-left-it =
    { $count ->
        [one] { $count } no longer in it
       *[other] { $count } no longer in it
    }
handoff-state-submitted = Available
handoff-state-acknowledged = With the logistician
handoff-state-shipped = Shipped
handoff-state-refused = Given back
handoff-state-cancel-requested = Cancellation asked
handoff-state-cancel-accepted = Stopped
handoff-state-cancel-refused = Cancellation declined
cancellation-asked = The shop’s reason:
cancellation-accept = Stop the order
cancellation-decline = Answer that it goes on
logistics-empty = The batches that the shop makes available appear here.
