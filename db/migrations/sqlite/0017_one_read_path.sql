-- Lists, figures and search are read from the state in memory: what only served them here goes, and every write is the cheaper for it.

drop table commitment_search;

drop index also_under_by_instrument;
drop index assignments_by_party;
drop index assignments_by_role;
drop index commitments_by_code;
drop index commitments_by_due;
drop index commitments_by_due_on;
drop index commitments_by_health;
drop index commitments_by_instrument;
drop index commitments_by_kind;
drop index commitments_by_reported;
drop index commitments_by_scope;
drop index commitments_by_status;
drop index commitments_by_status_and_due;
drop index commitments_by_successor;
drop index commitments_by_theme;
drop index commitments_by_title;
drop index commitments_by_updated;
drop index commitments_not_public;
drop index milestones_by_party;

alter table commitments drop column due_order;
