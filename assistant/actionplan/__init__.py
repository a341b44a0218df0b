"""An agency's action plan: edited, added up, held against the plans it serves, printed."""
