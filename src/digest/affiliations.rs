//! What `country` and `of` in front matter mean: the one answer to whom a person, an organization or an office belongs.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Digest;
use crate::atlas;
use crate::entity::{CountryId, EntityId, OrganizationId};
use crate::fold::fold;
use crate::front_matter::Spanned;
use crate::record::{CountryFile, Office, Organization};

/// The names that a digest adds to those of the countries.
#[derive(Debug, Default)]
pub struct Affiliations {
    /// Names and aliases of the digest's own files of countries, folded.
    countries: FxHashMap<String, CountryId>,
    /// Names and aliases of organizations, folded.
    organizations: FxHashMap<String, OrganizationId>,
    /// Their file names and acronyms, as they are.
    keys: FxHashMap<String, OrganizationId>,
}

impl Affiliations {
    pub(super) fn new(
        countries: &BTreeMap<CountryId, Arc<CountryFile>>,
        organizations: &BTreeMap<OrganizationId, Arc<Organization>>,
    ) -> Affiliations {
        let mut all = Affiliations::default();
        for (id, file) in countries {
            for name in file.name.iter().chain(file.aliases.iter().map(|alias| &alias.value)) {
                all.countries.entry(fold(name)).or_insert(*id);
            }
        }
        for (id, it) in organizations {
            all.keys.insert(id.as_str().to_string(), *id);
            for name in std::iter::once(&it.name).chain(it.aliases.iter().map(|alias| &alias.value)) {
                all.organizations.entry(fold(name)).or_insert(*id);
            }
        }
        // A file name goes before the acronym of another one.
        for (id, it) in organizations {
            if let Some(acronym) = &it.acronym {
                all.keys.entry(acronym.clone()).or_insert(*id);
            }
        }
        all
    }

    /// The country of a code or name.
    pub fn country(&self, written: &str) -> Option<CountryId> {
        atlas::find(written).or_else(|| self.countries.get(&fold(written)).copied())
    }

    /// The country or organization of which an office is: an organization's file name first, for a digest that has
    /// one called like a country means it.
    pub fn of(&self, written: &str) -> Option<EntityId> {
        let organization = |id: &OrganizationId| EntityId::Organization(*id);
        let key = self.keys.get(written);
        let file = key.filter(|id| id.as_str() == written).map(organization);
        file.or_else(|| self.country(written).map(EntityId::Country))
            .or_else(|| key.or_else(|| self.organizations.get(&fold(written))).map(organization))
    }
}

impl Digest {
    /// The country that `country` names, if it is given.
    pub fn country_of(&self, written: Option<&Spanned<String>>) -> Option<CountryId> {
        self.affiliations.country(&written?.value)
    }

    /// The country or organization an office is of.
    pub fn office_of(&self, office: &Office) -> Option<EntityId> {
        self.affiliations.of(&office.of.as_ref()?.value)
    }
}
