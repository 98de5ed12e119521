//! Which of an entity's places carries its link: rules 9 and 11 to 13.

use std::ops::Range;

use super::resolve::Found;
use super::scan::{Scan, linkable};
use super::token::Gap;
use super::works::{emphasised, is_title};
use super::{Reason, Rule, Text};
use crate::entity::EntityId;

/// Decides for every mention whether it becomes a link, and says why where it does not.
pub(super) fn choose(text: &Text<'_>, scan: &Scan<'_>, found: &mut [Found]) {
    let emphasised = emphasised(text.body);
    let mut linked: Vec<EntityId> =
        found.iter().filter(|it| it.candidate.linked).filter_map(|it| it.candidate.entity).collect();
    let mut plain: Vec<EntityId> = Vec::new();
    let against = |linked: &[EntityId], entity: EntityId, it: &Found| {
        if linked.contains(&entity) { Some(Reason::Repeated) } else { no_place(text, scan, &emphasised, it) }
    };
    for it in found.iter_mut().filter(|it| !it.candidate.linked) {
        let Some(entity) = it.candidate.entity.filter(|_| !is_weak(it.candidate.rule)) else { continue };
        if !plain.contains(&entity) {
            plain.push(entity);
        }
        let reason = against(&linked, entity, it);
        settle(it, reason, &mut linked);
    }
    // An office carries its holder's link where nobody names the holder.
    for it in found.iter_mut().filter(|it| !it.candidate.linked && it.candidate.rule == Rule::Office) {
        let Some(entity) = it.candidate.entity else { continue };
        let named = plain.contains(&entity).then_some(Reason::PersonNamed);
        let reason = named.or_else(|| against(&linked, entity, it));
        settle(it, reason, &mut linked);
    }
    // The word for a people comes last, for it may not touch another link.
    let mut links: Vec<Range<usize>> =
        found.iter().filter(|it| it.candidate.linked).map(|it| it.tokens.clone()).collect();
    for it in found.iter_mut().filter(|it| it.candidate.rule == Rule::Demonym) {
        let Some(entity) = it.candidate.entity else { continue };
        let named = plain.contains(&entity).then_some(Reason::NamedPlainly);
        let touching = || touches(scan, &links, &it.tokens).then_some(Reason::TouchesLink);
        let reason = named.or_else(|| against(&linked, entity, it)).or_else(touching);
        if reason.is_none() {
            links.insert(links.partition_point(|link| link.start < it.tokens.start), it.tokens.clone());
        }
        settle(it, reason, &mut linked);
    }
}

/// Makes a mention the link of its entity, unless there is a reason against it.
fn settle(found: &mut Found, against: Option<Reason>, linked: &mut Vec<EntityId>) {
    if against.is_none() {
        linked.extend(found.candidate.entity);
    }
    found.candidate.linked = against.is_none();
    found.candidate.reason = against;
}

fn is_weak(rule: Rule) -> bool {
    matches!(rule, Rule::Demonym | Rule::Office)
}

/// Why no link may stand at a place.
fn no_place(text: &Text<'_>, scan: &Scan<'_>, emphasised: &[Range<usize>], found: &Found) -> Option<Reason> {
    let place = &found.candidate.text;
    let country = matches!(found.candidate.entity, Some(EntityId::Country(_)));
    if !linkable(text.body, place)
        || scan.in_dateline(place)
        || (country && is_title(scan, emphasised, &found.tokens))
    {
        return Some(Reason::NotInProse);
    }
    scan.is_cut(place).then_some(Reason::Markup)
}

/// Whether a link begins or ends right beside, or behind the words of a title: "Russian Foreign Minister [Lavrov]".
/// `links` are the tokens of the links chosen so far, in order.
fn touches(scan: &Scan<'_>, links: &[Range<usize>], own: &Range<usize>) -> bool {
    let tokens = &scan.tokens;
    let joined =
        |at: usize| tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Hyphen));
    let ends_at = |at: usize| links.binary_search_by_key(&at, |link| link.end).is_ok();
    let starts_at = |at: usize| links.binary_search_by_key(&at, |link| link.start).is_ok();
    let next = links.partition_point(|link| link.end <= own.start);
    if links.get(next).is_some_and(|link| link.start < own.end) || (joined(own.start) && ends_at(own.start)) {
        return true;
    }
    let leads = |at: usize| tokens[at].capital || scan.title(at).is_some();
    let mut behind = (own.end..own.end + 6).take_while(|at| joined(*at) && (*at == own.end || leads(at - 1)));
    behind.any(starts_at)
}
