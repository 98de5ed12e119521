//! Dateline.

pub mod atlas;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod entity;
pub mod fold;
pub mod front_matter;
pub mod html;
pub mod input;
pub mod markdown;
pub mod record;
pub mod route;
pub mod sentence;
pub mod slug;
pub mod theme;
pub mod view;
