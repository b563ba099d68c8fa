//! Who may do what: the one place that is asked, by every page and every call.

use journal::{Role, Scope};

/// Something that a role or a token's scope allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Right {
    SeeOrders,
    PlaceOrders,
    FollowOrders,
    DeleteOrders,
    EraseContacts,
    SeeInvoices,
    SeeStatistics,
    HandOver,
    WorkHandoffs,
    SeeSettings,
    ChangeSettings,
    GiveAccess,
}

/// Whether somebody of `role` has the right.
pub fn role_has(role: Role, right: Right) -> bool {
    match role {
        Role::Owner => match right {
            Right::SeeOrders
            | Right::PlaceOrders
            | Right::FollowOrders
            | Right::DeleteOrders
            | Right::EraseContacts
            | Right::SeeInvoices
            | Right::SeeStatistics
            | Right::HandOver
            | Right::WorkHandoffs
            | Right::SeeSettings
            | Right::ChangeSettings
            | Right::GiveAccess => true,
        },
        Role::Clerk => match right {
            Right::SeeOrders
            | Right::PlaceOrders
            | Right::FollowOrders
            | Right::DeleteOrders
            | Right::SeeInvoices
            | Right::SeeStatistics
            | Right::HandOver
            | Right::SeeSettings => true,
            Right::EraseContacts | Right::WorkHandoffs | Right::ChangeSettings | Right::GiveAccess => false,
        },
        Role::Accountant => match right {
            Right::SeeOrders | Right::SeeInvoices | Right::SeeStatistics | Right::SeeSettings => true,
            Right::PlaceOrders
            | Right::FollowOrders
            | Right::DeleteOrders
            | Right::EraseContacts
            | Right::HandOver
            | Right::WorkHandoffs
            | Right::ChangeSettings
            | Right::GiveAccess => false,
        },
        Role::Logistician => match right {
            Right::WorkHandoffs => true,
            Right::SeeOrders
            | Right::PlaceOrders
            | Right::FollowOrders
            | Right::DeleteOrders
            | Right::EraseContacts
            | Right::SeeInvoices
            | Right::SeeStatistics
            | Right::HandOver
            | Right::SeeSettings
            | Right::ChangeSettings
            | Right::GiveAccess => false,
        },
    }
}

/// Whether a token with `scopes` may make a call that asks for `scope`.
pub fn scopes_have(scopes: &[Scope], scope: Scope) -> bool {
    scopes.contains(&scope)
}
