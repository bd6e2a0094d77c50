package main

import (
	"bufio"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"terang/publish"
	"terang/schema"
)

func (a *app) upgrade() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   a.t("upgrade FILE…", "upgrade BERKAS…"),
		Short: a.t("make OCDS 1.1 of OCDS 1.0", "naikkan OCDS 1.0 menjadi OCDS 1.1"),
		Long: a.t(`Writes releases and records of OCDS 1.0 as ones of 1.1: organizations move to
parties, amendment becomes amendments, and transactions use value, payer and payee.
Nothing is left out. What is of 1.1 already is written as it is. Each package, or
release that came alone, is one line. validate and publish do the same by themselves.`,
			`Menulis rilis dan record OCDS 1.0 sebagai OCDS 1.1: organisasi pindah ke parties,
amendment menjadi amendments, dan transaksi memakai value, payer dan payee. Tidak ada
yang dibuang. Yang sudah 1.1 ditulis apa adanya. Setiap paket, atau rilis tanpa paket,
menjadi satu baris. validate dan publish melakukannya sendiri.`),
		Example: `  terang upgrade old.json > new.json`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			inputs, err := a.inputs(args)
			if err != nil {
				return err
			}
			return a.upgradeInputs(inputs, out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", a.t("write to this file", "tulis ke berkas ini"))
	return cmd
}

func (a *app) upgradeInputs(inputs []publish.Input, out string) error {
	w, err := a.output(out)
	if err != nil {
		return err
	}
	defer w.Close()
	buffered := bufio.NewWriterSize(w, 1<<20)
	for _, in := range inputs {
		err := publish.Upgrade(in, buffered, func(f schema.Finding) {
			fmt.Fprintf(a.stderr, "%s %s: %s\n", f.Where(), f.Pointer, f.Text(a.lang))
			a.status = max(a.status, exitRefused)
		})
		var unreadable *schema.InputError
		if errors.As(err, &unreadable) {
			return failure{exitUsage, fmt.Errorf("%s:%d: %s", unreadable.File, unreadable.Line, unreadable.Text(a.lang))}
		}
		if err != nil {
			return err
		}
	}
	return buffered.Flush()
}
