"""The full-screen app: screens, widgets and themes; everything here may import Textual."""
