"""What all test files may use without importing it: the fixtures of tests/browser.py."""

pytest_plugins = ("tests.browser",)
