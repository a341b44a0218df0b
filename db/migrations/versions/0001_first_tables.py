"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0001'
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('agency',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency')),
    sa.UniqueConstraint('code', name=op.f('uq_agency_code'))
    )
    op.create_table('conversation',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('started_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation'))
    )
    op.create_table('index_generation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('embedder', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('dimension', sa.Integer(), nullable=False),
    sa.Column('key_version', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('content_digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('passages', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('BUILDING', 'READY', 'FAILED', 'REMOVED', name='generationstate', native_enum=False, length=40), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('activated_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_index_generation'))
    )
    op.create_table('observation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_observation')),
    sa.UniqueConstraint('code', 'year', name=op.f('uq_observation_code'))
    )
    with op.batch_alter_table('observation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_observation_code'), ['code'], unique=False)

    op.create_table('plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title_en', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    sa.UniqueConstraint('code', name=op.f('uq_plan_code'))
    )
    op.create_table('rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('approver', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('operator', sa.Enum('>=', '<=', '=', '>', '<', 'improve_by', name='operator', native_enum=False, length=40), nullable=False),
    sa.Column('million_baht', sa.Float(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule')),
    sa.UniqueConstraint('code', 'valid_from', 'valid_to', name=op.f('uq_rule_code'))
    )
    with op.batch_alter_table('rule', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rule_code'), ['code'], unique=False)

    op.create_table('source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('location', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source')),
    sa.UniqueConstraint('key', name=op.f('uq_source_key'))
    )
    op.create_table('stored_vector',
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_stored_vector'))
    )
    op.create_table('abbreviation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('short', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('expansion', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_abbreviation_agency_id_agency')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_abbreviation')),
    sa.UniqueConstraint('short', 'expansion', name=op.f('uq_abbreviation_short'))
    )
    with op.batch_alter_table('abbreviation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_abbreviation_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_abbreviation_short'), ['short'], unique=False)

    op.create_table('active_generation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('generation_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['generation_id'], ['index_generation.id'], name=op.f('fk_active_generation_generation_id_index_generation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_active_generation'))
    )
    op.create_table('agency_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_agency_name_agency_id_agency')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_name')),
    sa.UniqueConstraint('agency_id', 'name', name=op.f('uq_agency_name_agency_id'))
    )
    with op.batch_alter_table('agency_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_name_agency_id'), ['agency_id'], unique=False)

    op.create_table('answer',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('conversation_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('status', sa.Enum('ANSWERED', 'PARTIAL', 'CLARIFY', 'REFUSED_NOT_IN_DOCUMENTS', 'REFUSED_OFF_TOPIC', 'REFUSED_PERSONAL_DATA', 'REFUSED_UNSAFE', 'GREETING', 'ERROR_MODEL', 'ERROR_TIMEOUT', 'ERROR_INDEX', name='answerstatus', native_enum=False, length=40), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sentences', sa.JSON(), nullable=False),
    sa.Column('notices', sa.JSON(), nullable=False),
    sa.Column('timings', sa.JSON(), nullable=False),
    sa.Column('generation_id', sa.Integer(), nullable=True),
    sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_answer_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer'))
    )
    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_answered_at'), ['answered_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_conversation_id'), ['conversation_id'], unique=False)

    op.create_table('conflict',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('field', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('printed_text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('printed_value', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('other_value', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('other_text', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('resolution', sa.Enum('PRINTED', 'OTHER', 'OPEN', name='resolution', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('notice', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_conflict_source_id_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflict')),
    sa.UniqueConstraint('code', name=op.f('uq_conflict_code'))
    )
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_source_id'), ['source_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conflict_subject'), ['subject'], unique=False)

    op.create_table('plan_edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title_en', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('year_from', sa.Integer(), nullable=False),
    sa.Column('year_to', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('DRAFT', 'APPROVED', 'GAZETTED', 'SUPERSEDED', name='editionstatus', native_enum=False, length=40), nullable=False),
    sa.Column('approved_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('gazetted_on', sa.Date(), nullable=True),
    sa.Column('gazette', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('in_force_from', sa.Date(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('vision', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('supersedes_id', sa.Integer(), nullable=True),
    sa.Column('derived_from', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['agency.id'], name=op.f('fk_plan_edition_owner_id_agency')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_plan_edition_plan_id_plan')),
    sa.ForeignKeyConstraint(['supersedes_id'], ['plan_edition.id'], name=op.f('fk_plan_edition_supersedes_id_plan_edition')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_edition')),
    sa.UniqueConstraint('code', name=op.f('uq_plan_edition_code'))
    )
    with op.batch_alter_table('plan_edition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_edition_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_edition_plan_id'), ['plan_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_edition_supersedes_id'), ['supersedes_id'], unique=False)

    op.create_table('source_ref',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('field', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_source_ref_source_id_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source_ref')),
    sa.UniqueConstraint('subject', 'field', 'source_id', name=op.f('uq_source_ref_subject'))
    )
    with op.batch_alter_table('source_ref', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_source_ref_source_id'), ['source_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_source_ref_subject'), ['subject'], unique=False)

    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sa.Enum('memo', 'plan', 'guideline', 'cabinet', 'facts', 'other', name='documentkind', native_enum=False, length=40), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=True),
    sa.Column('edition_label', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('current_version_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['plan_edition.id'], name=op.f('fk_document_edition_id_plan_edition')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('slug', name=op.f('uq_document_slug'))
    )
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_edition_id'), ['edition_id'], unique=False)

    op.create_table('plan_alias',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['plan_edition.id'], name=op.f('fk_plan_alias_edition_id_plan_edition')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_alias')),
    sa.UniqueConstraint('edition_id', 'name', name=op.f('uq_plan_alias_edition_id'))
    )
    with op.batch_alter_table('plan_alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_alias_edition_id'), ['edition_id'], unique=False)

    op.create_table('plan_node',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('kind', sa.Enum('STRATEGY', 'GOAL', 'MEASURE', 'PROJECT', 'DOMAIN', 'PHASE', 'FLAGSHIP', 'PRINCIPLE', 'FOCUS_AREA', 'MECHANISM', name='nodekind', native_enum=False, length=40), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title_en', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('year_from', sa.Integer(), nullable=True),
    sa.Column('year_to', sa.Integer(), nullable=True),
    sa.Column('budget_million_baht', sa.Float(), nullable=True),
    sa.Column('budget_note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['plan_edition.id'], name=op.f('fk_plan_node_edition_id_plan_edition')),
    sa.ForeignKeyConstraint(['parent_id'], ['plan_node.id'], name=op.f('fk_plan_node_parent_id_plan_node')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_node')),
    sa.UniqueConstraint('code', name=op.f('uq_plan_node_code'))
    )
    with op.batch_alter_table('plan_node', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_node_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_node_parent_id'), ['parent_id'], unique=False)

    op.create_table('directive',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('dated_on', sa.Date(), nullable=True),
    sa.Column('dated_printed', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('sender', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('telephone', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('recipient', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('signer', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('signer_post', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_directive_document_id_document')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directive')),
    sa.UniqueConstraint('code', name=op.f('uq_directive_code')),
    sa.UniqueConstraint('document_id', name=op.f('uq_directive_document_id'))
    )
    op.create_table('document_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('reader', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('added_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_document_version_document_id_document')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_version')),
    sa.UniqueConstraint('document_id', 'number', name=op.f('uq_document_version_document_id'))
    )
    with op.batch_alter_table('document_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_version_document_id'), ['document_id'], unique=False)

    op.create_table('kpi',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('node_id', sa.Integer(), nullable=True),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('baseline', sa.Float(), nullable=True),
    sa.Column('baseline_year', sa.Integer(), nullable=True),
    sa.Column('confidence', sa.Enum('OFFICIAL', 'REPORTED', 'RECALLED', name='confidence', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['plan_edition.id'], name=op.f('fk_kpi_edition_id_plan_edition')),
    sa.ForeignKeyConstraint(['node_id'], ['plan_node.id'], name=op.f('fk_kpi_node_id_plan_node')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kpi')),
    sa.UniqueConstraint('code', name=op.f('uq_kpi_code'))
    )
    with op.batch_alter_table('kpi', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kpi_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_kpi_node_id'), ['node_id'], unique=False)

    op.create_table('node_agency',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('node_id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_node_agency_agency_id_agency')),
    sa.ForeignKeyConstraint(['node_id'], ['plan_node.id'], name=op.f('fk_node_agency_node_id_plan_node')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_node_agency')),
    sa.UniqueConstraint('node_id', 'position', name=op.f('uq_node_agency_node_id'))
    )
    with op.batch_alter_table('node_agency', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_node_agency_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_node_agency_node_id'), ['node_id'], unique=False)

    op.create_table('citation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('page_number', sa.Integer(), nullable=False),
    sa.Column('section', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('passage_digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_citation_answer_id_answer')),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_citation_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_citation')),
    sa.UniqueConstraint('answer_id', 'number', name=op.f('uq_citation_answer_id'))
    )
    with op.batch_alter_table('citation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_citation_answer_id'), ['answer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_citation_passage_digest'), ['passage_digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_citation_version_id'), ['version_id'], unique=False)

    op.create_table('instruction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('directive_id', sa.Integer(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['directive_id'], ['directive.id'], name=op.f('fk_instruction_directive_id_directive')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instruction')),
    sa.UniqueConstraint('directive_id', 'number', name=op.f('uq_instruction_directive_id'))
    )
    with op.batch_alter_table('instruction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_instruction_directive_id'), ['directive_id'], unique=False)

    op.create_table('kpi_target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kpi_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('horizon_years', sa.Integer(), nullable=True),
    sa.Column('operator', sa.Enum('>=', '<=', '=', '>', '<', 'improve_by', name='operator', native_enum=False, length=40), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.Column('printed', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('revision', sa.Date(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['kpi_id'], ['kpi.id'], name=op.f('fk_kpi_target_kpi_id_kpi')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kpi_target'))
    )
    with op.batch_alter_table('kpi_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kpi_target_kpi_id'), ['kpi_id'], unique=False)

    op.create_table('page',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('printed_number', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('raw', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('source', sa.Enum('text', 'ocr', name='pagesource', native_enum=False, length=40), nullable=False),
    sa.Column('quality', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_page_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page')),
    sa.UniqueConstraint('version_id', 'number', name=op.f('uq_page_version_id'))
    )
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_version_id'), ['version_id'], unique=False)

    op.create_table('section',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('heading', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('path', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('page_number', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['section.id'], name=op.f('fk_section_parent_id_section')),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_section_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section'))
    )
    with op.batch_alter_table('section', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_section_version_id'), ['version_id'], unique=False)

    op.create_table('awaited_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('publisher', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('instruction_id', sa.Integer(), nullable=True),
    sa.Column('expected_printed', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('expected_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('AWAITED', 'PUBLISHED', 'IN_LIBRARY', 'WITHDRAWN', name='awaitedstate', native_enum=False, length=40), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['instruction_id'], ['instruction.id'], name=op.f('fk_awaited_document_instruction_id_instruction')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_awaited_document')),
    sa.UniqueConstraint('code', name=op.f('uq_awaited_document_code'))
    )
    with op.batch_alter_table('awaited_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_awaited_document_instruction_id'), ['instruction_id'], unique=False)

    op.create_table('instruction_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('instruction_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('printed', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('publisher_printed', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('edition_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['plan_edition.id'], name=op.f('fk_instruction_document_edition_id_plan_edition')),
    sa.ForeignKeyConstraint(['instruction_id'], ['instruction.id'], name=op.f('fk_instruction_document_instruction_id_instruction')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instruction_document')),
    sa.UniqueConstraint('instruction_id', 'position', name=op.f('uq_instruction_document_instruction_id'))
    )
    with op.batch_alter_table('instruction_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_instruction_document_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_instruction_document_instruction_id'), ['instruction_id'], unique=False)

    op.create_table('passage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('section_id', sa.Integer(), nullable=True),
    sa.Column('page_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['page_id'], ['page.id'], name=op.f('fk_passage_page_id_page')),
    sa.ForeignKeyConstraint(['section_id'], ['section.id'], name=op.f('fk_passage_section_id_section')),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_passage_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passage'))
    )
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passage_digest'), ['digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_passage_page_id'), ['page_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_passage_section_id'), ['section_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_passage_version_id'), ['version_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passage_version_id'))
        batch_op.drop_index(batch_op.f('ix_passage_section_id'))
        batch_op.drop_index(batch_op.f('ix_passage_page_id'))
        batch_op.drop_index(batch_op.f('ix_passage_digest'))

    op.drop_table('passage')
    with op.batch_alter_table('instruction_document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_instruction_document_instruction_id'))
        batch_op.drop_index(batch_op.f('ix_instruction_document_edition_id'))

    op.drop_table('instruction_document')
    with op.batch_alter_table('awaited_document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_awaited_document_instruction_id'))

    op.drop_table('awaited_document')
    with op.batch_alter_table('section', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_section_version_id'))
        batch_op.drop_index(batch_op.f('ix_section_parent_id'))

    op.drop_table('section')
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_page_version_id'))

    op.drop_table('page')
    with op.batch_alter_table('kpi_target', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kpi_target_kpi_id'))

    op.drop_table('kpi_target')
    with op.batch_alter_table('instruction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_instruction_directive_id'))

    op.drop_table('instruction')
    with op.batch_alter_table('citation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_citation_version_id'))
        batch_op.drop_index(batch_op.f('ix_citation_passage_digest'))
        batch_op.drop_index(batch_op.f('ix_citation_answer_id'))

    op.drop_table('citation')
    with op.batch_alter_table('node_agency', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_node_agency_node_id'))
        batch_op.drop_index(batch_op.f('ix_node_agency_agency_id'))

    op.drop_table('node_agency')
    with op.batch_alter_table('kpi', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kpi_node_id'))
        batch_op.drop_index(batch_op.f('ix_kpi_edition_id'))

    op.drop_table('kpi')
    with op.batch_alter_table('document_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_version_document_id'))

    op.drop_table('document_version')
    op.drop_table('directive')
    with op.batch_alter_table('plan_node', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_node_parent_id'))
        batch_op.drop_index(batch_op.f('ix_plan_node_edition_id'))

    op.drop_table('plan_node')
    with op.batch_alter_table('plan_alias', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_alias_edition_id'))

    op.drop_table('plan_alias')
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_edition_id'))

    op.drop_table('document')
    with op.batch_alter_table('source_ref', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_source_ref_subject'))
        batch_op.drop_index(batch_op.f('ix_source_ref_source_id'))

    op.drop_table('source_ref')
    with op.batch_alter_table('plan_edition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_edition_supersedes_id'))
        batch_op.drop_index(batch_op.f('ix_plan_edition_plan_id'))
        batch_op.drop_index(batch_op.f('ix_plan_edition_owner_id'))

    op.drop_table('plan_edition')
    with op.batch_alter_table('conflict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_subject'))
        batch_op.drop_index(batch_op.f('ix_conflict_source_id'))

    op.drop_table('conflict')
    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_conversation_id'))
        batch_op.drop_index(batch_op.f('ix_answer_answered_at'))

    op.drop_table('answer')
    with op.batch_alter_table('agency_name', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_name_agency_id'))

    op.drop_table('agency_name')
    op.drop_table('active_generation')
    with op.batch_alter_table('abbreviation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_abbreviation_short'))
        batch_op.drop_index(batch_op.f('ix_abbreviation_agency_id'))

    op.drop_table('abbreviation')
    op.drop_table('stored_vector')
    op.drop_table('source')
    with op.batch_alter_table('rule', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rule_code'))

    op.drop_table('rule')
    op.drop_table('plan')
    with op.batch_alter_table('observation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_observation_code'))

    op.drop_table('observation')
    op.drop_table('index_generation')
    op.drop_table('conversation')
    op.drop_table('agency')
