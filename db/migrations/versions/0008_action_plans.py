"""Action plans with their projects and versions; who follows awaited documents."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0008'
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('action_plan',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('agency', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('year_from', sa.Integer(), nullable=False),
    sa.Column('year_to', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('DRAFT', 'FINAL', name='actionplanstate', native_enum=False, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('outdated', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('changed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_plan'))
    )
    with op.batch_alter_table('action_plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_plan_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_plan_owner'), ['owner'], unique=False)

    op.create_table('action_plan_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('actor', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('change', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('snapshot', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['action_plan.id'], name=op.f('fk_action_plan_version_plan_id_action_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_plan_version')),
    sa.UniqueConstraint('plan_id', 'number', name=op.f('uq_action_plan_version_plan_id'))
    )
    with op.batch_alter_table('action_plan_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_plan_version_plan_id'), ['plan_id'], unique=False)

    op.create_table('planned_project',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('plan_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('strategy', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rationale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('objective', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('output', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kpi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('result', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['action_plan.id'], name=op.f('fk_planned_project_plan_id_action_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_project'))
    )
    with op.batch_alter_table('planned_project', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planned_project_plan_id'), ['plan_id'], unique=False)

    op.create_table('planned_alignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('project_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('level', sa.Enum('DIRECT', 'CONTRIBUTES', 'ENABLING', 'CONFLICTING', name='plannedlevel', native_enum=False, length=40), nullable=False),
    sa.Column('plan_quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('project_quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('page', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['planned_project.id'], name=op.f('fk_planned_alignment_project_id_planned_project')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_alignment')),
    sa.UniqueConstraint('project_id', 'subject', name=op.f('uq_planned_alignment_project_id'))
    )
    with op.batch_alter_table('planned_alignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planned_alignment_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planned_alignment_subject'), ['subject'], unique=False)

    op.create_table('planned_budget',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('project_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('baht', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['planned_project.id'], name=op.f('fk_planned_budget_project_id_planned_project')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_budget')),
    sa.UniqueConstraint('project_id', 'year', name=op.f('uq_planned_budget_project_id'))
    )
    with op.batch_alter_table('planned_budget', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planned_budget_project_id'), ['project_id'], unique=False)

    op.create_table('awaited_follower',
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('since', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_awaited_follower'))
    )
    op.create_table('awaited_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('actor', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_awaited_decision_document_id_document')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_awaited_decision')),
    sa.UniqueConstraint('code', 'document_id', name=op.f('uq_awaited_decision_code'))
    )
    with op.batch_alter_table('awaited_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_awaited_decision_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_awaited_decision_document_id'), ['document_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('awaited_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_awaited_decision_document_id'))
        batch_op.drop_index(batch_op.f('ix_awaited_decision_code'))

    op.drop_table('awaited_decision')
    op.drop_table('awaited_follower')
    with op.batch_alter_table('planned_budget', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planned_budget_project_id'))

    op.drop_table('planned_budget')
    with op.batch_alter_table('planned_alignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planned_alignment_subject'))
        batch_op.drop_index(batch_op.f('ix_planned_alignment_project_id'))

    op.drop_table('planned_alignment')
    with op.batch_alter_table('planned_project', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planned_project_plan_id'))

    op.drop_table('planned_project')
    with op.batch_alter_table('action_plan_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_plan_version_plan_id'))

    op.drop_table('action_plan_version')
    with op.batch_alter_table('action_plan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_plan_owner'))
        batch_op.drop_index(batch_op.f('ix_action_plan_created_at'))

    op.drop_table('action_plan')
