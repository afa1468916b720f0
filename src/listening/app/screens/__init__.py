"""The screens: what is shown and done in each place of the app."""
