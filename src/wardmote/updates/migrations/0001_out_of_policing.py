import uuid

import django.db.models.deletion
from django.db import migrations, models

import wardmote.register.models
import wardmote.register.rules


class Migration(migrations.Migration):
    """The tables are there already, with their rows: `policing` made them, and gave them their names of today."""

    initial = True

    dependencies = [
        ('actions', '0004_typed_marking'),
        ('minutes', '0003_titles_that_tell_of_a_person'),
        ('policing', '0004_tables_of_updates'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='UpdateForm',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                        ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                        ('recorded_at', models.DateTimeField()),
                        ('typed', wardmote.register.models.Sealed('update_form.typed', default=b'')),
                        ('officers', wardmote.register.models.Sealed('update_form.officers', default=b'')),
                        ('front_door', wardmote.register.models.Sealed('update_form.front_door', default=b'')),
                        ('live', models.CharField(blank=True, choices=[('', 'not answered'), ('yes', 'yes'), ('no', 'no'), ('not known', 'not known')], default='', max_length=10)),
                        ('given_at', models.DateTimeField(null=True)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='minutes.meeting')),
                    ],
                    options={
                        'ordering': ['recorded_at', 'id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FormLink',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                        ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                        ('recorded_at', models.DateTimeField()),
                        ('token_hash', models.BinaryField(max_length=32, unique=True)),
                        ('to_address', wardmote.register.models.Sealed('form_link.to_address')),
                        ('ends_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(null=True)),
                        ('used_at', models.DateTimeField(null=True)),
                        ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='updates.updateform')),
                    ],
                    options={
                        'ordering': ['recorded_at', 'id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='UpdateLine',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                        ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                        ('recorded_at', models.DateTimeField()),
                        ('part', models.CharField(choices=[('asks', 'What you were asked'), ('figures', 'Figures ready to use'), ('team', 'The team'), ('nil', 'Nil returns'), ('plans', 'Cuckooing plans'), ('premises', 'Checks of premises'), ('referrals', 'Referrals'), ('proceedings', 'Arrests and proceedings'), ('officers', 'Who comes to the meeting'), ('more', 'Anything else')], max_length=12)),
                        ('blank', models.CharField(max_length=40)),
                        ('position', models.PositiveIntegerField()),
                        ('words', wardmote.register.models.Sealed('update_line.words')),
                        ('said_by', wardmote.register.models.Sealed('update_line.said_by')),
                        ('doubt', models.CharField(blank=True, choices=[('name', 'name'), ('address', 'address'), ('premises', 'premises'), ('perhaps a name', 'perhaps a name'), ('one', 'one'), ('comparison', 'comparison'), ('nobody', 'nobody')], max_length=14)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actions.action')),
                        ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='updates.updateform')),
                    ],
                    options={
                        'ordering': ['recorded_at', 'id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NilReturn',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                        ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                        ('recorded_at', models.DateTimeField()),
                        ('kind', models.CharField(choices=[('demand', 'No specific locations or addresses were associated with demand callers')], max_length=10)),
                        ('said_on', models.DateField()),
                        ('from_on', models.DateField()),
                        ('until_on', models.DateField()),
                        ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='nil', to='updates.updateline')),
                    ],
                    options={
                        'ordering': ['recorded_at', 'id'],
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='updateform',
                    constraint=models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='updates_updateform_marking_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='updateform',
                    constraint=models.CheckConstraint(condition=models.Q(('live__in', ['', 'yes', 'no', 'not known'])), name='live_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='formlink',
                    constraint=models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='updates_formlink_marking_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='updateline',
                    constraint=models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='updates_updateline_marking_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='updateline',
                    constraint=models.CheckConstraint(condition=models.Q(('part__in', ['asks', 'figures', 'team', 'nil', 'plans', 'premises', 'referrals', 'proceedings', 'officers', 'more'])), name='update_part_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='nilreturn',
                    constraint=models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='updates_nilreturn_marking_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='nilreturn',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['demand'])), name='nil_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='nilreturn',
                    constraint=models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='nil_period_is_a_period'),
                ),
            ]
        )
    ]
