"""Audit: findings computed from the graph by rules, and the pack that an auditor takes away."""

from policygraph.audit.model import SEVERITIES, THEMES, AuditFinding, AuditReport, FindingRule, RuleRun, Severity, Theme
from policygraph.audit.rules import RuleBook, load_rule, load_rules
from policygraph.audit.run import audit, run_rule

__all__ = [
    "SEVERITIES",
    "THEMES",
    "AuditFinding",
    "AuditReport",
    "FindingRule",
    "RuleBook",
    "RuleRun",
    "Severity",
    "Theme",
    "audit",
    "load_rule",
    "load_rules",
    "run_rule",
]
