import pytest
from .conftest import Attack
from ..conftest import SMALL

def test_x(attack: Attack):
    a = attack(SMALL)
    print(a.seconds, a.megabytes, a.words)
    a = attack(SMALL, {}, "build", "small", "--as-of", "2026-11-22")
    print(a.seconds, a.megabytes, a.words)
    assert 0
