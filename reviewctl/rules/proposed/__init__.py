"""Rules on what a pull request does. Importing `every` enters each of them."""
