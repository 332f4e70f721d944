package datasets

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// The largest page that is decoded. Writers make pages of about 1 MiB; a damaged header asks for gigabytes.
const (
	pageBytes  = 64 << 20
	pageValues = 16 << 20
)

// openParquet reads the footer of a file and looks at the frame of each page, because the decoder believes every length that it
// is told, and memory that cannot be had ends the process.
func openParquet(data []byte) (*parquet.File, error) {
	const frame = 4 + 4 + 4 // magic, length of the footer, magic
	if len(data) < frame || string(data[len(data)-4:]) != "PAR1" {
		return nil, errors.New("it does not end as one")
	}
	if footer := binary.LittleEndian.Uint32(data[len(data)-8:]); uint64(footer)+frame > uint64(len(data)) {
		return nil, errors.New("its footer is longer than the file")
	}
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, err
	}
	for _, group := range f.Metadata().RowGroups {
		for _, chunk := range group.Columns {
			if err := checkPages(data, chunk.MetaData); err != nil {
				return nil, err
			}
		}
	}
	return f, nil
}

// checkPages walks the pages of a column chunk and refuses those that do not fit where they stand.
func checkPages(data []byte, chunk format.ColumnMetaData) error {
	switch chunk.Codec {
	case format.Uncompressed, format.Snappy, format.Gzip, format.Brotli, format.Zstd:
	default: // the decoder takes every damaged LZ4 page for one that wants a larger buffer
		return fmt.Errorf("codec %s; rota reads SNAPPY, GZIP, BROTLI, ZSTD and none", chunk.Codec)
	}
	begin := chunk.DataPageOffset
	if chunk.DictionaryPageOffset > 0 {
		begin = min(begin, chunk.DictionaryPageOffset)
	}
	size := int64(len(data))
	if begin < 0 || begin > size || chunk.TotalCompressedSize < 0 || chunk.TotalCompressedSize > size-begin {
		return errors.New("a column lies outside the file")
	}
	r := bytes.NewReader(data[begin : begin+chunk.TotalCompressedSize])
	var compact thrift.CompactProtocol
	for r.Len() > 0 {
		var page format.PageHeader
		if err := thrift.NewDecoder(compact.NewReader(r)).Decode(&page); err != nil {
			return fmt.Errorf("the header of a page cannot be read: %w", err)
		}
		values := max(page.DataPageHeader.V.NumValues, page.DataPageHeaderV2.V.NumValues, page.DictionaryPageHeader.V.NumValues)
		if page.CompressedPageSize < 0 || int(page.CompressedPageSize) > r.Len() || page.UncompressedPageSize > pageBytes || values > pageValues {
			return fmt.Errorf("a page of %d bytes and %d values that does not fit", page.UncompressedPageSize, values)
		}
		if _, err := r.Seek(int64(page.CompressedPageSize), 1); err != nil {
			return err
		}
	}
	return nil
}
