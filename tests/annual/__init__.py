"""Tests of `report annual`."""
