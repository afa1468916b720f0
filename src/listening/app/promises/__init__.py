"""Promises and relations on the screen: how they are grouped, told and filled in."""
