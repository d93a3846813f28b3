"""What all test files may use without importing it: the fixtures of tests/browser.py. Nothing is timed."""

from hypothesis import settings

pytest_plugins = ("tests.browser",)

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")
