"""Scoring sheets: of one unit, of several years, of many units that sent theirs."""
